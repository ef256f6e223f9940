"""annotate.py make FOLDER: templates with faults of each kind; annotate.py show FILE.docx: where its comments stand,
[0 wrong 0], and what they say; annotate.py office FILE.fodt: the same as LibreOffice read it."""
import pathlib
import re
import sys
import zipfile

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml"'


def paragraph(*runs):
    return "<w:p>" + "".join(runs) + "</w:p>"


def run(text, properties=""):
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(*paragraphs):
    return '<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>' + "".join(paragraphs) + "</w:tc>"


def table(*rows):
    grid = '<w:gridCol w:w="4500"/>' * 2
    return ('<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid>' + grid + "</w:tblGrid>" +
            "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")


def box(*paragraphs):
    return ('<w:r><w:pict><v:rect style="width:200pt;height:40pt"><v:textbox><w:txbxContent>' + "".join(paragraphs) +
            "</w:txbxContent></v:textbox></v:rect></w:pict></w:r>")


def part(root, content):
    return f"{XML}<w:{root} {SPACES}>{content}</w:{root}>"


BOLD = "<w:rPr><w:b/></w:rPr>"
SECTION = ('<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11907" w:h="16840"/>'
           '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="709" w:footer="709" w:gutter="0"/>'
           "</w:sectPr>")


def write(path, body, header="Số", main="document"):
    types = (f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
             'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             '<Default Extension="xml" ContentType="application/xml"/>'
             f'<Override PartName="/word/document.xml" ContentType="{TYPE}{main}.main+xml"/>'
             f'<Override PartName="/word/header1.xml" ContentType="{TYPE}header+xml"/></Types>')
    links = f'{XML}<Relationships xmlns="{PACKAGE}/relationships">%s</Relationships>'
    link = f'<Relationship Id="rId1" Type="{OFFICE}/%s" Target="%s"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr("_rels/.rels", links % (link % ("officeDocument", "word/document.xml")))
        package.writestr("word/document.xml", part("document", f"<w:body>{body}{SECTION}</w:body>"))
        package.writestr("word/_rels/document.xml.rels", links % (link % ("header", "header1.xml")))
        package.writestr("word/header1.xml", part("hdr", paragraph(run(header))))


FAULTS = (paragraph(run("Kính gửi: "), run("{{ tên | viết", BOLD), run(" hao }}"), run("."))
          + paragraph(run("{{ 1 + }} và {{ chưa đóng"))
          + paragraph(run("{% for x in ds %}một"))
          + table(cell(paragraph(run("TT"))) + cell(paragraph(run("{{ ds | }}"))),
                  cell(paragraph(run("{{ a"), run(" b | upper(“x”"), run(" }}"))) + cell(paragraph(run("{% sai %}"))))
          + paragraph(run("Trước "), box(paragraph(run("{{ hộp + }}"))), run(" sau"))
          + paragraph(run("{% endif %}")))
NAMES = (paragraph(run("Gửi {{ tên }} và {{ tênn }}, {{ tênn }}"))
         + table(cell(paragraph(run("{% for x in ds %}{{ x.số }}"))) + cell(paragraph(run("{{ x.tiền }}{% endfor %}")))))


def make(folder):
    write(folder / "faults.docx", FAULTS, "Số {{ số + }}")
    write(folder / "names.docx", NAMES)
    write(folder / "names.dotx", NAMES, main="template")
    write(folder / "good.docx", paragraph(run("Gửi {{ tên }}")))


def show(path):
    with zipfile.ZipFile(path) as package:
        document = package.read("word/document.xml").decode()
        has_comments = "word/comments.xml" in package.namelist()
        comments = package.read("word/comments.xml").decode() if has_comments else ""
    document = re.sub(r'<w:commentRangeStart w:id="(\d+)"/>', r"[\1 ", document)
    document = re.sub(r'<w:commentRangeEnd w:id="(\d+)"/>', r" \1]", document)
    for text in (document, re.sub(r'<w:comment w:id="(\d+)"[^>]*>', r"\1 ", comments)):
        lines = re.sub(r"<[^>]*>", "", re.sub(r"</w:p>", "\n", text)).strip().splitlines()
        for line in lines:
            if line.strip():
                print(line.strip())


def show_office(path):
    """Each a line: who, then what it says."""
    for note in re.findall(r"<office:annotation .*?</office:annotation>", path.read_text(encoding="utf-8"), re.S):
        author = re.search(r"<dc:creator>(.*?)</dc:creator>", note).group(1)
        lines = [re.sub(r"<[^>]*>", "", line) for line in re.findall(r"<text:p.*?</text:p>", note, re.S)]
        print(author, *lines)


def main():
    command, path = sys.argv[1], pathlib.Path(sys.argv[2])
    {"make": make, "show": show, "office": show_office}[command](path)


main()
