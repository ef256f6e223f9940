"""lines.py make FOLDER: a form whose text stands in columns of many widths. lines.py check FILE.pdf: which of the
things that lines may not tear apart stand on two lines of it."""
import collections
import pathlib
import re
import subprocess
import sys

WIDTHS = range(2300, 9101, 150)
WHOLE = ["số 766/QĐ-TTg", "ngày 23", "tháng 6", "năm 2022", "số 12/UBND-VX", "điểm a", "khoản 2", "Điều 3",
         "2.318.000 đồng", "5 ha", "24/8 - 24/9/2023", "14 giờ 30 phút", "TM. ỦY", "Quý IV", "cầu ./.", "ngày 01/02/2024",
         "Điều 17", "khoản 9", "ngày 31", "31.500 đồng", "số 88/BC-UBND", "97 %", "tháng 8"]
SENTENCE = ("Thực hiện Quyết định số 766/QĐ-TTg ngày 23 tháng 6 năm 2022, Công văn số 12/UBND-VX và điểm a khoản 2 Điều 3, "
            "TM. ỦY BAN nhân dân xã đã chi 2.318.000 đồng cho 5 ha từ 24/8 - 24/9/2023, lúc 14 giờ 30 phút, trong Quý IV "
            "đạt yêu cầu ./.")
# Beside tables: a symbol that many lengths of text stand before, in the look of each row.
LENGTHS = range(20, 140)
LOOKS = [("905/KH-UBND", "", ""), ("906/KH-UBND", '<w:pStyle w:val="NoiDung"/>', ""), ("907/KH-UBND", '<w:ind w:left="1701" w:firstLine="567"/>', ""),
         ("908/KH-UBND", "", '<w:b/><w:sz w:val="34"/>'), ("909/KH-UBND", "", "<w:caps/>"), ("910/KH-UBND", '<w:pStyle w:val="CanCu"/>', "<w:i/>"),
         ("911/KH-UBND", "", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'), ("912/KH-UBND", "", '<w:spacing w:val="40"/>'),
         ("913/KH-UBND", '<w:tabs><w:tab w:val="left" w:pos="4000"/></w:tabs>', "")]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def make(folder):
    folder.mkdir(parents=True, exist_ok=True)
    tables = "".join(
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
        f'<w:gridCol w:w="{width}"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>'
        f'<w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:t xml:space="preserve">{{{{ cau }}}} Từ ngày {{{{ moc }}}} và Điều {{{{ dieu_so }}}}, '
        f'theo Báo cáo số 88/BC-UBND và khoản </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>{{{{ khoan }}}}</w:t></w:r><w:r>'
        f'<w:t xml:space="preserve">, từ ngày 31 tháng 8 đã thu đủ {{{{ tien }}}} đồng, đạt {{{{ ti_le }}}} % là đúng '
        f'kế hoạch.</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>'
        for width in WIDTHS)
    paragraphs = "".join(
        f'<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{("mật độ " * 30)[:length]}</w:t></w:r>'
        f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">i số {symbol} của {{{{ dieu_so }}}} đơn vị</w:t></w:r></w:p>'
        for symbol, paragraph, run in LOOKS for length in LENGTHS)
    (folder / "document.xml").write_text(f'<?xml version="1.0"?>\n<w:document {W}><w:body>{tables}{paragraphs}<?fragment trang?>'
                                         '</w:body></w:document>\n')
    (folder / "form.yaml").write_text("form: cot\ntitle: Cột\nextends: frame\nfields:\n  - {name: cau}\n"
                                     "  - {name: moc}\n  - {name: dieu_so, type: number}\n"
                                     "  - {name: khoan, type: number}\n  - {name: tien, type: number}\n  - {name: ti_le, type: number}\n")
    (folder / "data.yaml").write_text(f"cau: {SENTENCE!r}\nmoc: 01/02/2024\ndieu_so: 17\nkhoan: 9\ntien: 31500\nti_le: 97\n")


def lines_of(pdf):
    layout = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True).stdout
    for page in layout.split("<page ")[1:]:
        lines = collections.OrderedDict()
        for x, y, word in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*?)</word>', page):
            lines.setdefault(y, []).append((float(x), word))
        for words in lines.values():
            yield " ".join(word for _, word in sorted(words)).replace("\u00a0", " ").replace("\u2011", "-")


def check(pdf):
    lines = list(lines_of(pdf))
    if len(lines) < 4 * len(WIDTHS):
        print(f"only {len(lines)} lines")
    for whole in WHOLE:
        count = sum(line.count(whole) for line in lines)
        if count != len(WIDTHS):
            print(f"{whole}: whole {count} times of {len(WIDTHS)}")
    for symbol, _, _ in LOOKS:
        # Small letters that are shown as capitals are read so.
        count = sum(line.upper().count(symbol) for line in lines)
        if count != len(LENGTHS):
            print(f"{symbol}: whole {count} times of {len(LENGTHS)}")


if sys.argv[1] == "make":
    make(pathlib.Path(sys.argv[2]))
else:
    check(sys.argv[2])
