"""Renders a package with docxtpl: what vanban is held against."""
import functools
import pathlib

import docxtpl
import jinja2
from docx.shared import Mm

MILLIMETRES = {"mm": 1, "cm": 10}


def length(text):
    """"30mm" as docx has it."""
    return Mm(float(text[:-2]) * MILLIMETRES[text[-2:]]) if text else None


def python_value(template, folder, value):
    """A value of data.json as a user of docxtpl would pass it."""
    convert = functools.partial(python_value, template, folder)
    if isinstance(value, list):
        return [convert(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "richtext" in value:
        return rich_data(template, value["richtext"])
    if "image" in value:
        return docxtpl.InlineImage(template, str(folder / value["image"]), width=length(value.get("width")),
                                   height=length(value.get("height")))
    return {key: convert(item) for key, item in value.items()}


def rich_data(template, pieces):
    """What {"richtext": …} says, put together as a program would do it."""
    result = docxtpl.RichText()
    for piece in pieces if isinstance(pieces, list) else [pieces]:
        settings = dict(piece) if isinstance(piece, dict) else {"text": piece}
        url = settings.pop("url", None)
        result.add(settings.pop("text"), **settings, url_id=template.build_url_id(url) if url else None)
    return result


def rich(text):
    """**bold** and *italic* as docxtpl has them."""
    result = docxtpl.RichText()
    for number, piece in enumerate(text.split("**")):
        for inner, part in enumerate(piece.split("*")):
            if part:
                result.add(part, bold=number % 2 == 1, italic=inner % 2 == 1)
    return result


def markup(template, text):
    """What vanban's filter gives: runs for one line, paragraphs for more."""
    if "\n" not in text:
        return rich(text)
    document = template.new_subdoc()
    for line in text.split("\n"):
        document.add_paragraph(line)
    return document


def render(path, data, out: pathlib.Path):
    """The document at `out`; raises what docxtpl raises."""
    template = docxtpl.DocxTemplate(str(path))
    template.init_docx()
    environment = jinja2.Environment(extensions=["jinja2.ext.do"])
    environment.filters["markup"] = functools.partial(markup, template)
    template.render(python_value(template, path.parent, data), environment, autoescape=True)
    template.save(str(out))
