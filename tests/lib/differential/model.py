"""A document as lines that say all a reader can see of it, so that two documents compare as texts.

    == word/document.xml
    (Heading1) Số: 12[b]UBND[] ⏎ ⇥ ⇟    a paragraph, its style, its formats, breaks and tabs
    table 4500 4500                      the widths of the grid
      row
        cell span=2 fill=FF0000 vertical=restart
          a
"""
import re
import zipfile
import zlib

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
STORIES = re.compile(r"word/(document\d*|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
BREAKS = {None: "⏎", "textWrapping": "⏎", "page": "⇟", "column": "⇩"}
GLYPHS = {"tab": "⇥", "cr": "⏎", "noBreakHyphen": "‑", "softHyphen": "¬", "footnoteRef": "†", "pgNum": "{page}"}
# What no reader sees, or what differs by design.
UNSEEN_FORMATS = {"lang", "noProof", "szCs", "bCs", "iCs"}
UNSEEN_PROPERTIES = {"lastModifiedBy", "revision", "created", "modified"}


def local(element):
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def is_word(element, name):
    return element.tag == WORD + name


def value_of(element, *path):
    for name in path:
        element = element.find(WORD + name) if element is not None else None
    return None if element is None else element.get(WORD + "val", "")


def attributes(element):
    own = {etree.QName(name).localname: value for name, value in element.attrib.items()}
    return own.get("val") if set(own) == {"val"} else ",".join(f"{key}:{own[key]}" for key in sorted(own))


class Story:
    """One part."""

    def __init__(self, targets):
        self.targets, self.lines, self.text, self.format, self.shown = targets, [], "", "", ""

    # ---- inside a paragraph ----

    def put(self, text):
        if text and self.format != self.shown:
            self.text += f"[{self.format}]"
            self.shown = self.format
        self.text += text

    def run(self, run):
        properties = run.find(WORD + "rPr")
        formats = sorted((local(child), attributes(child)) for child in (() if properties is None else properties))
        self.format = ",".join(f"{name}={value}" if value else name for name, value in formats
                               if name not in UNSEEN_FORMATS)
        for child in run:
            self.piece(child)

    def piece(self, child):
        name = local(child)
        if name in ("t", "delText", "instrText"):
            text = child.text or ""
            # Word drops blanks at both ends that are not marked as kept.
            text = text if child.get(XML_SPACE) == "preserve" else text.strip(" \t\r\n")
            self.put(text if name == "t" else f"{{{name} {text}}}")
        elif is_word(child, "br"):
            self.put(BREAKS[child.get(WORD + "type")])
        elif name in GLYPHS:
            self.put(GLYPHS[name])
        elif name == "sym":
            self.put(f'{{symbol {child.get(WORD + "char")}}}')
        elif name in ("footnoteReference", "endnoteReference", "commentReference"):
            self.put(f'{{{name} {child.get(WORD + "id")}}}')
        elif name != "rPr":
            self.inline(child)

    def inline(self, element):
        """Drawings, and all that may stand between runs."""
        name = local(element)
        if is_word(element, "r"):
            self.run(element)
        elif name == "txbxContent":
            self.box(element)
        elif name == "hyperlink":
            target = self.targets.get(element.get(RELATION + "id"), element.get(WORD + "anchor"))
            self.around(f"{{link {target}: ", element)
        elif name == "fldSimple":
            self.around(f'{{field{element.get(WORD + "instr")}: ', element)
        elif name == "docPr":
            self.text += f'{{drawing {element.get("descr") or ""}}}'
        elif name == "blip":
            self.text += f'{{picture {self.targets.get(element.get(RELATION + "embed"))}}}'
        elif name == "textpath":
            self.text += f'{{word art {element.get("string")}}}'
        elif name == "extent":
            self.text += f'{{size {element.get("cx")} {element.get("cy")}}}'
        elif name in ("Choice", "Fallback"):
            self.around(f"{{{name}: ", element)
        elif name in ("ins", "del", "moveFrom", "moveTo"):
            self.around(f"{{{name}: ", element)
        elif name == "t":
            self.put(element.text or "")
        elif name not in ("pPr", "tcPr"):
            for child in element:
                self.inline(child)

    def around(self, opening, element):
        self.text += opening
        for child in element:
            self.inline(child)
        self.text += "}"

    def box(self, element):
        inner = Story(self.targets)
        inner.blocks(element, "")
        self.text += "{box: " + " / ".join(inner.lines) + "}"

    # ---- blocks ----

    def paragraph(self, paragraph, indent):
        self.text, self.format, self.shown = "", "", ""
        self.inline(paragraph)
        style = value_of(paragraph, "pPr", "pStyle")
        number = value_of(paragraph, "pPr", "numPr", "numId")
        aligned = value_of(paragraph, "pPr", "jc")
        marks = [mark for mark in (style, number and f"#{number}", aligned) if mark]
        ends_section = paragraph.find(f"{WORD}pPr/{WORD}sectPr") is not None
        before = f'({" ".join(marks)}) ' if marks else ""
        self.lines.append(indent + before + (self.text or "¶") + (" (section ends)" if ends_section else ""))

    def table(self, table, indent):
        widths = " ".join(column.get(WORD + "w", "?") for column in table.iterfind(f"{WORD}tblGrid/{WORD}gridCol"))
        self.lines.append(f"{indent}table {widths}")
        self.blocks(table, indent + "  ")

    def cell(self, cell, indent):
        properties = cell.find(WORD + "tcPr")
        shown = []
        if properties is not None:
            shade, merge = properties.find(WORD + "shd"), properties.find(WORD + "vMerge")
            if value_of(properties, "gridSpan") not in (None, "1"):
                shown.append("span=" + value_of(properties, "gridSpan"))
            if shade is not None:
                shown.append("fill=" + shade.get(WORD + "fill", ""))
            if merge is not None:
                shown.append("vertical=" + merge.get(WORD + "val", "continue"))
        self.lines.append(" ".join([indent + "cell", *shown]))
        self.blocks(cell, indent + "  ")

    def blocks(self, parent, indent):
        for child in parent:
            name = local(child)
            if name == "p":
                self.paragraph(child, indent)
            elif name == "tbl":
                self.table(child, indent)
            elif name == "tr":
                self.lines.append(indent + "row")
                self.blocks(child, indent + "  ")
            elif name == "tc":
                self.cell(child, indent)
            elif name == "sdt":
                self.lines.append(indent + "control")
                self.blocks(child, indent + "  ")
            elif name in ("footnote", "endnote", "comment"):
                self.lines.append(f'{name} {child.get(WORD + "id")}')
                self.blocks(child, "  ")
            else:
                self.blocks(child, indent)


def target_of(package, row):
    """Where a relationship leads; of a picture, whose name does not matter, the sum of its bytes."""
    target = row.get("Target")
    if not row.get("Type").endswith("/image"):
        return target
    path = target[1:] if target.startswith("/") else f"word/{target}"
    return f"{zlib.crc32(package.read(path)):08x}"


def targets_of(package, part):
    path = part.replace("word/", "word/_rels/") + ".rels"
    if path not in package.namelist():
        return {}
    return {row.get("Id"): target_of(package, row) for row in etree.fromstring(package.read(path))}


def property_lines(root):
    for element in root.iter():
        if len(element) == 0 and local(element) not in UNSEEN_PROPERTIES and element.text:
            yield f'{element.getparent().get("name", local(element))}: {element.text}'


def read(path):
    """The lines of all parts a reader can see."""
    lines = []
    with zipfile.ZipFile(path) as package:
        for part in sorted(package.namelist()):
            if STORIES.fullmatch(part):
                story = Story(targets_of(package, part))
                story.blocks(etree.fromstring(package.read(part)), "")
                lines += [f"== {part}", *story.lines]
            elif part in PROPERTIES:
                lines += [f"== {part}", *sorted(property_lines(etree.fromstring(package.read(part))))]
    return lines
