"""The notation of body.txt: a document as a reader sees it, made WordprocessingML.

    Số: {{ so }}/[b]UBND[]      a paragraph; [b] [i] [b,i] [] begin a run; ¦ splits a run
    (Heading1) text             a paragraph with a style
    ¶                           an empty paragraph
    | a | b ¶ c |               a row; ¶ stands between the paragraphs of a cell
    /table                      the end of the table
    ⏎ ⇥ ⇟                       line break, tab, page break
"""
import re
from xml.sax.saxutils import escape

TEXT = '<w:t xml:space="preserve">'
GLYPHS = {"⏎": "<w:br/>", "⇥": "<w:tab/>", "⇟": '<w:br w:type="page"/>'}
TABLE_WIDTH = 9000


def run(text, form):
    properties = "".join(f"<w:{name}/>" for name in form.split(",") if name)
    properties = properties and f"<w:rPr>{properties}</w:rPr>"
    pieces = re.split("([⏎⇥⇟])", text)
    content = "".join(GLYPHS.get(piece) or f"{TEXT}{escape(piece)}</w:t>" for piece in pieces if piece)
    return f"<w:r>{properties}{content}</w:r>"


def runs(text):
    form, pending = "", ""
    # Brackets inside a tag are the tag's.
    for piece in re.split(r"(\{[{%#].*?[}%#]\}|\[[biu,]*\]|¦)", text) + ["¦"]:
        is_format = re.fullmatch(r"\[[biu,]*\]", piece)
        if not is_format and piece != "¦":
            pending += piece
            continue
        if pending:
            yield run(pending, form)
        pending = ""
        form = piece[1:-1] if is_format else form


def paragraph(text):
    if text == "¶":
        return "<w:p/>"
    style = re.match(r"\((\w+)\) ", text)
    properties = f'<w:pPr><w:pStyle w:val="{style[1]}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}{"".join(runs(text[style.end():] if style else text))}</w:p>'


def cell(text, width):
    content = "".join(paragraph(piece.strip()) for piece in text.split("¶"))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def cells(line):
    """The texts between bars; a bar inside a tag is a filter's."""
    ends = [match.start() for match in re.finditer(r"\{[{%#].*?[}%#]\}|( \|(?= |$))", line) if match[1]]
    return [line[start + 2:end].strip() for start, end in zip([-1, *ends], ends)]


def table(lines):
    rows = [cells(line) for line in lines]
    columns = max(map(len, rows))
    width = TABLE_WIDTH // columns
    content = "".join(f'<w:tr>{"".join(cell(text, width) for text in row)}</w:tr>' for row in rows)
    return ('<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>'
            + f'<w:gridCol w:w="{width}"/>' * columns + f"</w:tblGrid>{content}</w:tbl>")


def to_word(notation):
    content, rows = [], []
    for line in notation.splitlines():
        if line.startswith("|"):
            rows.append(line)
        elif line == "/table":
            content.append(table(rows))
            rows = []
        else:
            content.append(paragraph(line))
    return "".join(content)
