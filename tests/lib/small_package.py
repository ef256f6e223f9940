"""A Word package of as few parts as there can be: write(path, parts(document("a paragraph", "another")))."""
import zipfile

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

TYPES = (XML + f'<Types xmlns="{PACKAGE}/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/>'
         '<Default Extension="png" ContentType="image/png"/>'
         '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
         f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>')
ROOT_RELATIONSHIPS = (XML + f'<Relationships xmlns="{PACKAGE}/relationships">'
                      f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
                      '</Relationships>')


def document(*paragraphs, before="", inside=""):
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in paragraphs)
    return f'{XML}{before}<w:document xmlns:w="{WORD}"><w:body>{body}{inside}</w:body></w:document>'


def relationships(*rows):
    body = "".join(f'<Relationship Id="rId{number}" {row}/>' for number, row in enumerate(rows, 1))
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def parts(main=None):
    yield "[Content_Types].xml", TYPES
    yield "_rels/.rels", ROOT_RELATIONSHIPS
    yield "word/document.xml", main or document("Xin chào {{ tên }}!")


def write(path, entries, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as package:
        for name, content in entries:
            package.writestr(zipfile.ZipInfo(name), content, method)
