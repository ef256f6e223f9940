"""Called by tests/fix.sh: documents of old offices, rules that can be mended, and what may not change in a document."""

import html
import os
import re
import sys
import unicodedata
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONSHIPS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)

# A line is (text, run properties, paragraph properties); tabs and blanks lay it out.
BOLD = "<w:b/>"
RIGHT = '<w:jc w:val="right"/>'
CENTRE = '<w:jc w:val="center"/>'
OLD = {
    "tab": [
        ("ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD, ""),
        ("XÃ HÒA PHÚ\t\t   Độc lập - Tự do - Hạnh phúc", BOLD, ""),
        ("Số: 08/TB-UBND\t\tHòa Phú, ngày 09 tháng 6 năm 2024", "", ""),
        ("THÔNG BÁO", BOLD + '<w:sz w:val="36"/>', CENTRE),
        ("Về việc nghỉ lễ Quốc khánh", '<w:i/><w:color w:val="FF0000"/>', CENTRE),
        ("Ủy ban nhân dân xã Hòa Phú thông báo lịch nghỉ lễ Quốc khánh cho cán bộ, công chức và Nhân dân biết như sau:", '<w:sz w:val="30"/>', ""),
        ("1. Thời gian nghỉ: từ ngày 31/8 đến ngày 03/9/2024.", '<w:sz w:val="22"/>', ""),
        ("2. Các thôn treo cờ Tổ quốc, dọn vệ sinh đường làng./.", "", '<w:spacing w:line="480" w:lineRule="auto"/>'),
        ("Nơi nhận:\t\t\tCHỦ TỊCH", BOLD, ""),
        ("- Các thôn;", '<w:sz w:val="28"/>', ""),
        ("- Lưu: VT.", '<w:sz w:val="28"/>', ""),
        ("\t\t\t\tTrần Văn Lợi", BOLD, ""),
    ],
    "blank": [
        ("UBND HUYỆN AN SƠN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "", ""),
        ("ỦY BAN NHÂN DÂN            Độc lập - Tự do - Hạnh phúc", BOLD, ""),
        ("XÃ BÌNH AN                 _______________________", BOLD, ""),
        ("Số: 21/UBND-VP             Bình An, ngày 12 tháng 10 năm 2023", "<w:i/>", ""),
        ("Kính gửi: Phòng Nội vụ huyện An Sơn", BOLD, CENTRE),
        ("Thực hiện Công văn số 45/NV ngày 02/10/2023, UBND xã Bình An báo cáo số lượng cán bộ, công chức của xã là 21 người, trong đó 09 nữ.", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>', RIGHT),
        ("Kính đề nghị Phòng Nội vụ tổng hợp./.", "", ""),
        ("Nơi nhận:                              KT. CHỦ TỊCH", BOLD, ""),
        ("- Như trên;                            PHÓ CHỦ TỊCH", "", ""),
        ("- Lưu: VT.", "", ""),
        ("                                       Lê Thị Hạnh", BOLD, ""),
    ],
    "decomposed": [
        ("ỦY BAN NHÂN DÂN XÃ HÒA PHÚ", BOLD, ""),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD, RIGHT),
        ("Độc lập - Tự do - Hạnh phúc", BOLD, RIGHT),
        ("Số: 15/KH-UBND", "", ""),
        ("Hòa Phú, ngày 15 tháng 7 năm 2024", "", RIGHT),
        ("KẾ HOẠCH", "", CENTRE),
        ("Tổ chức ngày hội đọc sách", "", CENTRE),
        (unicodedata.normalize("NFD", "Ủy ban nhân dân xã Hòa Phú tổ chức ngày hội đọc sách tại trường tiểu học."), "", ""),
        ("1. Mục đích: khuyến khích trẻ em đọc sách./.", "", ""),
        ("Nơi nhận:", "", ""),
        ("- Trường tiểu học;", "", ""),
        ("- Lưu: VT.", "", ""),
        ("CHỦ TỊCH", "", RIGHT),
        ("Trần Văn Lợi", "", RIGHT),
    ],
}


def paragraph(text, run, properties):
    pieces = []
    for i, piece in enumerate(text.split("\t")):
        pieces.append("<w:tab/>" if i else "")
        pieces.append(f'<w:t xml:space="preserve">{piece}</w:t>' if piece else "")
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>{''.join(pieces)}</w:r></w:p>"


def make_old(folder):
    for name, lines in OLD.items():
        body = "".join(paragraph(*line) for line in lines)
        with zipfile.ZipFile(os.path.join(folder, f"old-{name}.docx"), "w") as archive:
            archive.writestr("[Content_Types].xml", TYPES)
            archive.writestr("_rels/.rels", RELATIONSHIPS)
            archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')


def fixable():
    """Rules whose measure has a fixer: the first two of each measure, or all with FIX_ALL=1."""
    most = 1000 if os.environ.get("FIX_ALL") else 2
    counts = {}
    with open("engine/standard/fix.c", encoding="utf-8") as file:
        measures = set(re.findall(r'^    \{"([a-z-]+)", ', file.read(), re.M))
    with open("templates/standard/nd30-2020/rules.yaml", encoding="utf-8") as file:
        for line in file:
            row = re.match(r"  - \{id: ([a-z0-9-]+),.* measure: ([a-z-]+)", line)
            if row and row[2] in measures and row[1] not in BY_HAND:
                counts[row[2]] = counts.get(row[2], 0) + 1
                if counts[row[2]] <= most:
                    print(row[1])


# Their bad documents have capitals that were typed: people have to change them.
BY_HAND = set("chu-thuong-phu-luc".split())


def words(path):
    """The letters of all parts, composed; rows that draw lines and numbers of pages aside."""
    texts = []
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes)\.xml", name):
                xml = archive.read(name).decode()
                xml = re.sub(r'fldCharType="separate".*?fldCharType="end"', "", xml, flags=re.S)
                texts.append((name, "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))))
    joined = "".join(text for name, text in texts)
    return unicodedata.normalize("NFC", html.unescape(joined)).replace("_", "").replace(" ", "")


def same_words(before, after):
    if words(before) != words(after):
        print(f"{before}: words changed")
        print(words(before))
        print(words(after))
        sys.exit(1)


def same_parts(before, after):
    """Parts that nothing is mended in are the same bytes."""
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after) as new:
        for name in old.namelist():
            changes = name in ("word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels")
            if not changes and "header" not in name and "footer" not in name and old.read(name) != new.read(name):
                print(f"{after}: {name} changed")
                sys.exit(1)


if __name__ == "__main__":
    {"old": make_old, "fixable": fixable, "words": same_words, "parts": same_parts}[sys.argv[1]](*sys.argv[2:])
