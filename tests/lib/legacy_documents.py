"""legacy_documents.py FOLDER: documents typed as people did before Unicode, and the same ones typed today.

For each CASE there are FOLDER/CASE.fodt in the old fonts and FOLDER/today/CASE.fodt in Times New Roman, for
LibreOffice to make .docx of. The bytes of TCVN3 are those of the C library; VNI is written by the table below.
"""
import pathlib
import subprocess
import sys
import unicodedata
from xml.sax.saxutils import escape

# A shape and a tone of a vowel as VNI marks them: behind a e o u y, behind Ô (ơ), Ö (ư), alone for i.
TONES = ["", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"]
PLAIN = ["", "ù", "ø", "û", "õ", "ï"]
CIRCUMFLEX = ["â", "á", "à", "å", "ã", "ä"]
BREVE = ["ê", "é", "è", "ú", "ü", "ë"]
LONE = {"i": ["i", "í", "ì", "æ", "ó", "ò"], "ơ": ["ô" + mark for mark in PLAIN],
        "ư": ["ö" + mark for mark in PLAIN]}


def vni_table():
    table = {"đ": "ñ"}
    for letter in "aeiouy":
        for tone, mark in zip(TONES, PLAIN):
            table[unicodedata.normalize("NFC", letter + tone)] = letter + mark
    for letter, base, marks in (("â", "a", CIRCUMFLEX), ("ê", "e", CIRCUMFLEX), ("ô", "o", CIRCUMFLEX),
                                ("ă", "a", BREVE)):
        for tone, mark in zip(TONES, marks):
            table[unicodedata.normalize("NFC", letter + tone)] = base + mark
    for letter, written in LONE.items():
        for tone, text in zip(TONES, written):
            table[unicodedata.normalize("NFC", letter + tone)] = text
    table["ỵ"] = "î"
    table.update({letter.upper(): text.upper() for letter, text in table.items()})
    return table


VNI = vni_table()


def vni(text):
    return "".join(VNI.get(letter, letter) for letter in text)


LETTERS = [letter for letter in map(chr, range(0xC0, 0x1F00)) if letter in VNI]


def tcvn3_table():
    known = subprocess.run(["iconv", "-f", "UTF-8", "-t", "TCVN5712-1"], input="\n".join(LETTERS).encode(), check=True,
                           capture_output=True).stdout.decode("latin-1").split("\n")
    return {letter: byte for letter, byte in zip(LETTERS, known, strict=True) if byte >= "\xa1"}


TCVN3 = tcvn3_table()


def tcvn3(text):
    return "".join(TCVN3.get(letter, letter) for letter in text)


OLD = {".VnTime": tcvn3, ".VnTimeH": lambda text: tcvn3(text.lower()), "VNI-Times": vni, "Times New Roman": str}
PARAGRAPH = "Căn cứ Luật Tổ chức chính quyền địa phương; để thực hiện tốt nhiệm vụ cải cách thủ tục hành chính,"
SIGHTS = "ườm ưỡn ữ ử ừ ứ ự, kỷ yếu, ỷ lại, khuỷu tay, quỵ ngã, thuở nhỏ, ngoằn ngoèo, “trích dẫn” – 100% (ă, â, đ, ê, ô, ơ, ư)"


class Document:
    """One document in two spellings: each text goes in with the font that draws it."""

    def __init__(self, usual):
        self.usual = usual
        self.old, self.new = [], []

    def raw(self, markup):
        self.old.append(markup)
        self.new.append(markup)

    def text(self, text, font=None):
        font = font or self.usual
        self.old.append(escape(OLD[font](text)))
        self.new.append(escape(text.upper() if font.endswith("H") else text))

    def paragraph(self, text, font=None, style="Standard"):
        self.raw(f'<text:p text:style-name="{style}">')
        self.text(text, font)
        self.raw("</text:p>")

    def span(self, text, font=None, style="bold"):
        self.raw(f'<text:span text:style-name="{style}">')
        self.text(text, font)
        self.raw("</text:span>")


STYLES = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>{topic}</dc:title></office:meta>
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties fo:font-family="{usual}" fo:font-size="14pt"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"><style:text-properties fo:font-family="{usual}" fo:font-size="14pt"/></style:style>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-family="{title}" fo:font-weight="bold"/></style:style>
<style:style style:name="Unicode" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-family="Times New Roman"/></style:style>
<style:style style:name="bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="italic" style:family="text"><style:text-properties fo:font-style="italic" fo:color="#c00000"/></style:style>
<style:style style:name="other" style:family="text"><style:text-properties fo:font-family="{other}"/></style:style>
<style:style style:name="today" style:family="text"><style:text-properties fo:font-family="Times New Roman"/></style:style>
<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/>
<style:header-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page"><style:header><text:p>{header}</text:p></style:header>
</style:master-page></office:master-styles>
<office:body><office:text>
"""


def write(folder, name, document, header, title, other):
    for path, body, usual, head, names in (
            (folder, document.old, document.usual, OLD[document.usual](header), (title, other)),
            (folder / "today", document.new, "Times New Roman", header, ("Times New Roman", "Times New Roman"))):
        path.mkdir(parents=True, exist_ok=True)
        # The title is typed as the header is.
        start = STYLES.format(topic=escape(head), usual=usual, title=names[0], other=names[1], header=escape(head))
        (path / f"{name}.fodt").write_text(start + "".join(body) + "</office:text></office:body></office:document>")


def tell(document, capitals=None):
    """A letter with all that a document has: title, splits, a table, a footnote, a text box, Unicode between."""
    document.paragraph("Ủy ban nhân dân xã An Bình", capitals, "Title")
    document.paragraph(PARAGRAPH)
    document.raw("<text:p>")
    document.text("Đề nghị các thôn: ")
    document.span("thường xuyên", style="bold")
    document.text(" hướng dẫn, ")
    document.span("không để quá hạn", style="italic")
    document.text(" hồ sơ.")
    document.raw('<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>')
    document.text("Số liệu đến hết ngày 24/9/2023, chưa kể hồ sơ rút.")
    document.raw("</text:p></text:note-body></text:note></text:p>")
    document.paragraph("Đoạn này đã gõ Unicode: ừ, ỷ, ơ – giữ nguyên.", "Times New Roman", "Unicode")
    document.raw("<text:p>")
    document.text("Cùng đoạn: ")
    document.span("chữ Unicode", "Times New Roman", "today")
    document.text(" và chữ cũ ngữ nghĩa.")
    document.raw("</text:p>")
    document.raw("<table:table><table:table-column table:number-columns-repeated=\"2\"/>")
    for row in (("Lĩnh vực", "Số hồ sơ"), ("Hộ tịch – chứng thực", "1.234"), ("Đất đai", "05")):
        document.raw("<table:table-row>")
        for cell in row:
            document.raw('<table:table-cell table:style-name="cell">')
            document.paragraph(cell)
            document.raw("</table:table-cell>")
        document.raw("</table:table-row>")
    document.raw("</table:table>")
    document.paragraph(SIGHTS)


def main():
    folder = pathlib.Path(sys.argv[1])
    tcvn = Document(".VnTime")
    tell(tcvn, ".VnTimeH")
    write(folder, "tcvn3", tcvn, "Trang đầu của văn bản cũ", ".VnTimeH", ".VnTimeH")
    windows = Document("VNI-Times")
    tell(windows)
    document = windows
    document.raw("<text:p>")
    old = vni("quyết định")
    # The mark of ế stands in the bold run.
    at = old.index("á")
    document.old.append(f'{old[:at]}<text:span text:style-name="bold">{old[at:]}</text:span>')
    document.new.append('quyế<text:span text:style-name="bold">t định</text:span>')
    document.raw("</text:p>")
    write(folder, "vni", document, "Trang đầu của văn bản cũ", "VNI-Times", "VNI-Times")
    mixed = Document("Times New Roman")
    mixed.paragraph("Văn bản gõ Unicode có một đoạn cũ: ")
    mixed.raw("<text:p>")
    mixed.span("ngân sách nhà nước", ".VnTimeH", "other")
    mixed.text(" còn lại là Unicode.")
    mixed.raw("</text:p>")
    write(folder, "mixed", mixed, "Đầu trang Unicode", "Times New Roman", ".VnTimeH")
    template = Document(".VnTime")
    template.paragraph("{{ Họ tên }}, {{ địa chỉ }} được cử đi họp.")
    template.raw("<text:p>")
    template.span("kính gửi {{ Nơi nhận }}", ".VnTimeH", "other")
    template.raw("</text:p>")
    write(folder, "template", template, "Mẫu giấy giới thiệu", ".VnTime", ".VnTimeH")
    number = Document(".VnTime")
    number.paragraph("Số:      /UBND-VP, ngày      tháng 5 năm 2026")
    write(folder, "number", number, "Công văn", ".VnTime", ".VnTimeH")
    today = Document("Times New Roman")
    tell(today)
    write(folder, "unicode", today, "Đầu trang Unicode", "Times New Roman", "Times New Roman")


main()
