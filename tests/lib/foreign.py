"""Documents as offices have them, made by other hands than ours: headers in tabs, blanks, tables and text boxes, lines of
VML, formats written on every run, fonts of themes, lists, tracked changes, content controls. Called by tests/fix.sh.

usage: foreign.py FOLDER       writes FOLDER/<name>.docx for each
"""

import os
import re
import sys
import unicodedata
import zipfile

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
A4 = '<w:pgSz w:w="11907" w:h="16840"/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1418" w:header="720" w:footer="720" w:gutter="0"/>'

NORMAL = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
    'w:eastAsia="Times New Roman" w:cs="Times New Roman"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:rPr>'
    '<w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
MODERN = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" '
    'w:eastAsiaTheme="minorHAnsi" w:cstheme="minorBidi"/><w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/>'
    '<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="0"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts '
    'w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/><w:color w:val="2F5496" w:themeColor="accent1"/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:ind w:left="720"/><w:contextualSpacing/></w:pPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:tblPr><w:tblBorders>'
    + "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in "top left bottom right insideH insideV".split())
    + "</w:tblBorders></w:tblPr></w:style>"
)
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements><a:clrScheme name="Office">'
    + "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in zip(
        "dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink".split(),
        "000000 FFFFFF 44546A E7E6E6 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47 0563C1 954F72".split()))
    + '</a:clrScheme><a:fontScheme name="Office"><a:majorFont><a:latin typeface="Calibri Light"/><a:ea typeface=""/><a:cs typeface=""/>'
    '</a:majorFont><a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme>'
    '<a:fmtScheme name="Office"><a:fillStyleLst>' + '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3 + "</a:fillStyleLst><a:lnStyleLst>"
    + '<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3 + "</a:lnStyleLst><a:effectStyleLst>"
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3 + "</a:effectStyleLst><a:bgFillStyleLst>"
    + '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3 + "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
)
LISTS = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/><w:pPr>'
    '<w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/><w:lvlJc w:val="left"/><w:pPr>'
    '<w:ind w:left="1440" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def in_order(properties):
    """As the schema wants them."""
    names = "rFonts b bCs i iCs color sz szCs u rPrChange".split()
    found = re.findall(r"<w:rPrChange.*</w:rPrChange>|<w:[^>]*/>", properties)
    return "".join(sorted(found, key=lambda xml: names.index(re.match(r"<w:(\w+)", xml)[1])))


def run(text, properties=""):
    pieces = []
    for i, piece in enumerate(text.split("\t")):
        pieces.append("<w:tab/>" if i else "")
        for j, line in enumerate(piece.split("\n")):
            pieces.append("<w:br/>" if j else "")
            pieces.append(f'<w:t xml:space="preserve">{line}</w:t>' if line else "")
    return f"<w:r><w:rPr>{in_order(properties)}</w:rPr>{''.join(pieces)}</w:r>"


def para(text="", properties="", own="", extra=""):
    return f"<w:p><w:pPr>{own}</w:pPr>{run(text, properties) if text else ''}{extra}</w:p>"


def jc(value):
    return f'<w:jc w:val="{value}"/>'


def font(name):
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def size(points):
    return f'<w:sz w:val="{int(points * 2)}"/><w:szCs w:val="{int(points * 2)}"/>'


def field(code, shown, properties=""):
    marks = [f'<w:r><w:rPr>{properties}</w:rPr>{x}</w:r>' for x in (
        '<w:fldChar w:fldCharType="begin"/>', f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>', f"<w:t>{shown}</w:t>", '<w:fldChar w:fldCharType="end"/>')]
    return "".join(marks)


def cell(width, *paragraphs, own=""):
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{own}</w:tcPr>{"".join(paragraphs)}</w:tc>'


def table(widths, rows, own=""):
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join("<w:tr>" + "".join(cells) + "</w:tr>" for cells in rows)
    return f'<w:tbl><w:tblPr>{own}<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


def vml_line(number, left, right, top, dash=""):
    return (
        f'<w:r><w:rPr><w:noProof/></w:rPr><w:pict><v:line id="_x0000_s10{number}" style="position:absolute;left:0;text-align:left;z-index:{number}" '
        f'from="{left}pt,{top}pt" to="{right}pt,{top}pt">{dash}</v:line></w:pict></w:r>'
    )


def connector(number, left, width, top):
    inner = (
        f'<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="{number}" behindDoc="0" locked="0" '
        f'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>{left * 12700}</wp:posOffset>'
        f'</wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>{top * 12700}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width * 12700}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="{number}" name="Line {number}"/>'
        '<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvCnPr/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width * 12700}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>'
    )
    fallback = f'<w:pict><v:line id="_x0000_s20{number}" style="position:absolute" from="{left}pt,{top}pt" to="{left + width}pt,{top}pt"/></w:pict>'
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{inner}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def box(number, left, width, height, *paragraphs):
    return (
        f'<w:r><w:pict><v:shape id="_x0000_s30{number}" style="position:absolute;margin-left:{left}pt;margin-top:-10pt;width:{width}pt;height:{height}pt;'
        f'z-index:{number}" stroked="f"><v:textbox><w:txbxContent>{"".join(paragraphs)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
    )


BODY = [
    "Thực hiện Kế hoạch số 45/KH-UBND ngày 12 tháng 3 năm 2024 của Ủy ban nhân dân huyện Đông Hải về chuyển đổi số, Ủy ban nhân dân xã Tân Lộc "
    "báo cáo kết quả  như sau:",
    "1. Công tác chỉ đạo, điều hành",
    "Ủy ban nhân dân xã đã thành lập Tổ công nghệ số cộng đồng ở 08 ấp , mỗi tổ có 07 thành viên ; phân công công chức Văn phòng - thống kê theo dõi,"
    "đôn đốc hằng tuần.",
    "a) Đã mở 12 lớp hướng dẫn người dân nộp hồ sơ trực tuyến, có 360 lượt người tham gia.",
    "b) Đã lắp 03 điểm truy cập mạng không dây miễn phí tại nhà văn hóa ấp .",
    "2. Kết quả thực hiện",
    "Tỷ lệ hồ sơ nộp trực tuyến đạt 86,5%, tăng 21,3% so với cùng kỳ năm trước. Số hồ sơ trả đúng hạn đạt 99,1%, không có hồ sơ tồn đọng.",
    "- Lĩnh vực hộ tịch: 215 hồ sơ;",
    "- Lĩnh vực chứng thực: 640 hồ sơ;",
    "- Lĩnh vực đất đai: 98 hồ sơ.",
    "3. Khó khăn, vướng mắc",
    "Một bộ phận người cao tuổi chưa có điện thoại thông minh; đường truyền ở ấp vùng sâu chưa ổn định vào giờ cao điểm, nên việc nộp hồ sơ còn chậm.",
    "4. Kiến nghị",
    "Đề nghị Phòng Văn hóa và Thông tin huyện hỗ trợ thêm máy tính cho Bộ phận Một cửa của xã và mở lớp tập huấn cho công chức trong quý III năm 2024.",
]


def long_body(render):
    """Two pages of it."""
    last = "Trên đây là báo cáo của Ủy ban nhân dân xã Tân Lộc./."
    return "".join(render(text) for text in BODY + BODY[2:8] * 2) + render(last)


ALL = {}


def document(function):
    ALL[function.__name__.replace("_", "-")] = function
    return function


@document
def tabs_2003():
    """Tabs and blanks, lines of VML, a footer with the number, first lines by a tab."""
    bold, small = "<w:b/>", size(13)
    body = para("UỶ BAN NHÂN DÂN\t\tCỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold + size(13))
    body += para("      XÃ TÂN LỘC\t\t\t      Độc lập - Tự do - Hạnh phúc", bold + size(13), extra=vml_line(26, 40, 90, 16) + vml_line(27, 230, 380, 16))
    body += para()
    body += para("    Số: 32/BC-UBND\t\t\tTân Lộc, ngày 05 tháng 6 năm 2024", small)
    body += para()
    body += para("BÁO CÁO", bold + size(16), jc("center"))
    body += para("Kết quả thực hiện chuyển đổi số 6 tháng đầu năm 2024", bold, jc("center"), extra=vml_line(28, 150, 300, 20))
    body += para()
    body += long_body(lambda text: para("\t" + text, "", jc("both")))
    body += para()
    body += para("Nơi nhận:\t\t\t\t\t          TM. UỶ BAN NHÂN DÂN", bold)
    body += para("- UBND huyện;\t\t\t\t\t\t        CHỦ TỊCH", size(12))
    body += para("- Lưu: VT.", size(12))
    body += para() * 3
    body += para("\t\t\t\t\t\t\t      Nguyễn Hữu Phước", bold)
    return dict(body=body, styles=NORMAL, footer=para("", "", jc("right"), field("PAGE", "1")))


@document
def blanks():
    """Blanks for everything, Arial, rows of signs for lines."""
    arial = font("Arial")
    body = para("    UBND HUYỆN ĐÔNG HẢI                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", arial + size(11))
    body += para("    ỦY BAN NHÂN DÂN                             Độc lập - Tự do - Hạnh phúc", arial + "<w:b/>" + size(11))
    body += para("          XÃ TÂN LỘC                                    -----------------------", arial + "<w:b/>" + size(11))
    body += para("           --------------", arial)
    body += para("       Số: 15/UBND-VP                      Tân Lộc, ngày 05 tháng 6 năm 2024", arial + size(11))
    body += para("  V/v chuẩn bị ngày hội đọc sách", arial + size(11))
    body += para()
    body += para("                       Kính gửi: Trường Tiểu học Tân Lộc", arial + size(12))
    body += para()
    body += long_body(lambda text: para("        " + text, arial + size(12)))
    body += para("     Nơi nhận:                                                       CHỦ TỊCH", arial + "<w:b/>" + size(12))
    body += para("     - Như trên;", arial + size(10))
    body += para("     - Lưu: VT.", arial + size(10))
    body += para() * 2
    body += para("                                                                       Nguyễn Hữu Phước", arial + "<w:b/>" + size(12))
    return dict(body=body, styles=NORMAL)


def header_table(lines, widths=(4200, 5600), bold="<w:b/>"):
    left = [para("UBND HUYỆN ĐÔNG HẢI", size(12), jc("center")), para("ỦY BAN NHÂN DÂN", bold + size(12), jc("center")),
            para("XÃ TÂN LỘC", bold + size(12), jc("center"), extra=lines[0])]
    right = [para("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold + size(12), jc("center")),
             para("Độc lập – Tự do – Hạnh phúc", bold + size(13), jc("center"), extra=lines[1])]
    below = [para("Số: 32 /BC-UBND", size(13), jc("center"))], [para("Tân Lộc, ngày 05 tháng 6 năm 2024", "<w:i/>" + size(13), jc("right"))]
    return table(widths, [[cell(widths[0], *left), cell(widths[1], *right)], [cell(widths[0], *below[0]), cell(widths[1], *below[1])]])


def signature_table():
    left = [para("Nơi nhận:", "<w:b/><w:i/>" + size(12)), para("- UBND huyện;", size(11)), para("- Lưu: VT.", size(11))]
    right = [para("TM. ỦY BAN NHÂN DÂN", "<w:b/>" + size(14), jc("center")), para("CHỦ TỊCH", "<w:b/>" + size(14), jc("center")), para(), para(),
             para("Nguyễn Hữu Phước", "<w:b/>" + size(14), jc("center"))]
    return table((4900, 4900), [[cell(4900, *left), cell(4900, *right)]])


@document
def table_vml():
    """A table for the header, VML lines of a length that never fits, A4 margins of old, red words, a footer of fields."""
    body = header_table((vml_line(26, 30, 150, 16), vml_line(27, 20, 250, 18, '<v:stroke dashstyle="dash"/>')))
    body += para() + para("BÁO CÁO", "<w:b/>" + size(18), jc("center"))
    body += para("Kết quả thực hiện chuyển đổi số 6 tháng đầu năm 2024", "<w:b/><w:u w:val=\"single\"/>" + size(14), jc("center"))
    body += long_body(lambda text: para(text, size(13) if "a)" in text else '<w:color w:val="FF0000"/>' + size(14) if "4." in text else size(14),
                                        '<w:spacing w:line="480" w:lineRule="auto"/><w:ind w:firstLine="426"/>' + jc("left")))
    body += signature_table()
    number = run("Trang ") + field("PAGE", "1") + run("/") + field("NUMPAGES", "2")
    return dict(body=body, styles=NORMAL, footer=para("", "", jc("right"), number),
                section='<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/>')


@document
def boxes():
    """Text boxes side by side for the header."""
    left = [para("ỦY BAN NHÂN DÂN", "<w:b/>" + size(12), jc("center")), para("XÃ TÂN LỘC", "<w:b/><w:u w:val=\"single\"/>" + size(12), jc("center")),
            para("Số: 32/BC-UBND", size(12), jc("center"))]
    right = [para("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "<w:b/>" + size(12), jc("center")),
             para("Độc lập - Tự do - Hạnh phúc", "<w:b/><w:u w:val=\"single\"/>" + size(14), jc("center")),
             para("Tân Lộc, ngày 05 tháng 6 năm 2024", "<w:i/>" + size(13), jc("center"))]
    body = para("", extra=box(26, -10, 170, 80, *left) + box(27, 170, 310, 80, *right)) + para() * 4
    body += para("BÁO CÁO", "<w:b/>" + size(14), jc("center")) + para("Kết quả thực hiện chuyển đổi số", "<w:b/>" + size(14), jc("center"))
    body += long_body(lambda text: para(text, size(14), '<w:ind w:firstLine="720"/>' + jc("both"))) + signature_table()
    return dict(body=body, styles=NORMAL)


@document
def modern():
    """Word 365: Calibri of the theme, headings in blue, automatic lists, lines of DrawingML, table grid turned off by hand."""
    def body_paragraph(text):
        if text[0].isdigit() and text[1] == ".":
            return para(text[3:], "", '<w:pStyle w:val="Heading1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        if text.startswith("- "):
            return para(text[2:], "", '<w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
        return para(text)
    body = header_table((connector(5, 60, 90, 14), connector(6, 60, 120, 16)))
    body += para("BÁO CÁO", "<w:b/>" + size(14), jc("center")) + para("Kết quả thực hiện chuyển đổi số 6 tháng đầu năm 2024", "<w:b/>", jc("center"))
    body += long_body(body_paragraph) + signature_table()
    return dict(body=body, styles=MODERN, theme=THEME, numbering=LISTS, header=para("", "", jc("center"), field("PAGE", "1")))


@document
def one_column():
    """The header one line below the other, lists whose numbers are in Arial, a framed number of before 2007."""
    def body_paragraph(text):
        if text[0].isdigit() and text[1] == ".":
            return para(text[3:], "", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' + jc("both"))
        return para(text, "", '<w:ind w:firstLine="567"/>' + jc("both"))
    body = para("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "<w:b/>" + size(12), jc("center")) + para("Độc lập - Tự do - Hạnh phúc", "<w:b/>" + size(13), jc("center"))
    body += para("____________", "", jc("center")) + para() + para("ỦY BAN NHÂN DÂN", "<w:b/>" + size(12), jc("center"))
    body += para("XÃ TÂN LỘC", "<w:b/>" + size(12), jc("center")) + para("Số: 32/BC-UBND", size(13), jc("center"))
    body += para("Tân Lộc, ngày 05 tháng 6 năm 2024", "<w:i/>" + size(13), jc("right")) + para()
    body += para("BÁO CÁO", "<w:b/>" + size(14), jc("center")) + para("Kết quả thực hiện chuyển đổi số 6 tháng đầu năm 2024", "<w:b/>", jc("center"))
    body += long_body(body_paragraph) + signature_table()
    frame = '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="right" w:y="1"/>'
    lists = LISTS.replace("</w:pPr></w:lvl>", "</w:pPr><w:rPr>" + font("Arial") + "</w:rPr></w:lvl>")
    return dict(body=body, styles=NORMAL, numbering=lists, footer=para("", "", frame, field("PAGE", "1")))


@document
def every_run():
    """Google Docs: the format on every run, words cut anywhere, everything 1.15, Arial below."""
    own = font("Times New Roman") + size(13) + '<w:color w:val="000000"/>'
    space = '<w:spacing w:before="0" w:after="0" w:line="276" w:lineRule="auto"/>'
    def pieces(text, properties="", alignment="both"):
        cut = [text[i : i + 17] for i in range(0, len(text), 17)]
        return para("", "", space + '<w:ind w:firstLine="567"/>' * (alignment == "both") + jc(alignment), "".join(run(piece, properties + own) for piece in cut))
    left = [pieces("ỦY BAN NHÂN DÂN", "<w:b/>", "center"), pieces("XÃ TÂN LỘC", "<w:b/>", "center"), pieces("Số: 32/BC-UBND", "", "center")]
    right = [pieces("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "<w:b/>", "center"), pieces("Độc lập - Tự do - Hạnh phúc", "<w:b/>", "center"),
             pieces("Tân Lộc, ngày 05 tháng 6 năm 2024", "<w:i/>", "center")]
    body = table((4200, 5600), [[cell(4200, *left), cell(5600, *right)]])
    body += pieces("BÁO CÁO", "<w:b/>", "center") + pieces("Kết quả thực hiện chuyển đổi số 6 tháng đầu năm 2024", "<w:b/>", "center")
    body += long_body(pieces) + signature_table()
    return dict(body=body, styles=NORMAL.replace("Times New Roman", "Arial"))


@document
def decomposed():
    """Letters apart from their marks, the mark in a run of its own; signs that are not seen; letters of another script."""
    def apart(text):
        letters = unicodedata.normalize("NFD", text)
        cut = next((i for i, c in enumerate(letters) if unicodedata.combining(c)), 0)
        return para("", "", '<w:ind w:firstLine="720"/>' + jc("both"), run(letters[:cut]) + run(letters[cut:]))
    body = header_table(("", "")) + para("BÁO CÁO", "<w:b/>", jc("center")) + para("Kết quả thực hiện chuyển đổi số", "<w:b/>", jc("center"))
    body += long_body(apart)
    body += para("Tổ công nghệ số cộng \u0110ồng đã đến từng hộ gia \u00d0ình\u200b để hướng dẫn\u00ad người dân.", "", '<w:ind w:firstLine="720"/>' + jc("both"))
    return dict(body=body + signature_table(), styles=NORMAL)


@document
def tracked():
    """Changes that are tracked, content controls around the number and the date, bookmarks, a protected document."""
    mark = 'w:author="A" w:date="2024-06-05T00:00:00Z"'
    body = header_table(("", "")).replace(run("Số: 32 /BC-UBND", size(13)), '<w:sdt><w:sdtPr><w:id w:val="11"/><w:text/></w:sdtPr><w:sdtContent>'
                                          + run("Số: 32/BC-UBND", size(14)) + "</w:sdtContent></w:sdt>")
    body += para("BÁO CÁO", size(13), jc("center"))
    body += para("", "", jc("center"), '<w:bookmarkStart w:id="1" w:name="trich_yeu"/>' + run("Kết quả thực hiện chuyển đổi số") + '<w:bookmarkEnd w:id="1"/>')
    body += para("", "", "", f'<w:ins w:id="2" {mark}>' + run("Ủy ban nhân dân xã Tân Lộc báo cáo kết quả thực hiện chuyển đổi số 6 tháng đầu năm  2024 như sau:", size(12))
                 + f'</w:ins><w:del w:id="3" {mark}><w:r><w:rPr>{size(12)}</w:rPr><w:delText>bỏ câu này</w:delText></w:r></w:del>')
    body += para("", "", '<w:pPrChange w:id="4" ' + mark + '><w:pPr><w:jc w:val="left"/></w:pPr></w:pPrChange>',
                 run("Một bộ phận người cao tuổi chưa có điện thoại thông minh; đường truyền ở ấp vùng sâu chưa ổn định vào giờ cao điểm.",
                     size(12) + f'<w:rPrChange w:id="5" {mark}><w:rPr><w:b/></w:rPr></w:rPrChange>'))
    body += long_body(lambda text: para(text, size(12))) + signature_table()
    return dict(body=body, styles=NORMAL, settings='<w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>')


LEGACY = {}


@document
def legacy():
    """A document in .VnTime, of before Unicode; .VnTimeH draws capitals."""
    def old(text):
        return "".join(LEGACY.get(c, c) for c in text)
    time, high = font(".VnTime"), font(".VnTimeH")
    left = [para(old("ủy ban nhân dân"), high + "<w:b/>" + size(13), jc("center")), para(old("xã tân lộc"), high + "<w:b/>" + size(13), jc("center")),
            para(old("Số: 32/BC-UBND"), time + size(13), jc("center"))]
    right = [para(old("cộng hòa xã hội chủ nghĩa việt nam"), high + "<w:b/>" + size(12), jc("center")),
             para(old("Độc lập - Tự do - Hạnh phúc"), time + "<w:b/>" + size(14), jc("center")),
             para(old("Tân Lộc, ngày 05 tháng 6 năm 2004"), time + "<w:i/>" + size(14), jc("center"))]
    body = table((4200, 5600), [[cell(4200, *left), cell(5600, *right)]])
    body += para(old("báo cáo"), high + "<w:b/>" + size(16), jc("center")) + para(old("Kết quả thực hiện cải cách hành chính"), time + "<w:b/>", jc("center"))
    body += "".join(para(old(text), time, '<w:ind w:firstLine="720"/>' + jc("both")) for text in (
        "Trong 6 tháng đầu năm, xã Tân Lộc đã thực hiện cải cách hành chính như sau:",
        "1. Đã tiếp nhận 215 hồ sơ hộ tịch, trả đúng hạn 98,6%.", "2. Đã niêm yết thủ tục tại trụ sở và nhà văn hóa các ấp./."))
    return dict(body=body + signature_table(), styles=NORMAL)


@document
def lying():
    """A page that lies without need, on Letter paper; a heading of empty paragraphs; no page number."""
    body = header_table((connector(5, 60, 60, 14), "")) + para() * 3 + para("BÁO CÁO", "<w:b/>" + size(14), jc("center"))
    body += para("Kết quả thực hiện chuyển đổi số", "<w:b/>" + size(14), jc("center"))
    body += long_body(lambda text: para(text, size(14), jc("both"))) + signature_table()
    return dict(body=body, styles=NORMAL,
                section='<w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/>')


# Words that only a person can put right; the order of clauses is wrong where two lists stand one behind the other.
LEFT = {
    "blanks": "dam-khoan thu-tu-khoan",
    "boxes": "dam-khoan thu-tu-khoan",
    "decomposed": "dam-khoan gach-noi-tieu-ngu ket-thuc-mot-lan ky-hieu-khong-cach thu-tu-khoan",
    "every-run": "dam-khoan thu-tu-khoan",
    "legacy": "",
    "lying": "dam-khoan gach-noi-tieu-ngu ky-hieu-khong-cach thu-tu-khoan",
    "modern": "dam-khoan gach-noi-tieu-ngu ky-hieu-khong-cach",
    "one-column": "dam-khoan",
    "table-vml": "dam-khoan gach-noi-tieu-ngu ky-hieu-khong-cach thu-tu-khoan",
    "tabs-2003": "dam-khoan thu-tu-khoan",
    "tracked": "dam-khoan gach-noi-tieu-ngu thu-tu-khoan",
}


def read_letters():
    """.VnTime as LibreOffice and the engine know it: a row of the table of TCVN3."""
    letters = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
    codes = "b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbaecccecfd0d1aad2d3d4d5d6d7d8dcdddedfe1e2e3e4abe5e6e7e8e9aceaebecedeeeff1f2f3f4adf5f6f7f8f9fafbfcfdfe"
    for i, letter in enumerate(letters):
        LEGACY[letter] = chr(int(codes[2 * i : 2 * i + 2], 16))
    for letter, code in zip("ĂÂĐÊÔƠƯ", (0xA1, 0xA2, 0xA7, 0xA3, 0xA4, 0xA5, 0xA6)):
        LEGACY[letter] = chr(code)


def part(name, inner):
    return f"{HEAD}<w:{name} {SPACES}>{inner}</w:{name}>"


def write(path, body, styles="", section=A4, footer=None, header=None, theme=None, numbering=None, settings=""):
    extra = {"styles.xml": ("styles", part("styles", styles)), "settings.xml": ("settings", part("settings", settings))}
    for name, content in (("footer", footer), ("header", header)):
        if content:
            extra[f"{name}1.xml"] = (name, part("ftr" if name == "footer" else "hdr", content))
    if numbering:
        extra["numbering.xml"] = ("numbering", part("numbering", numbering))
    references = "".join(f'<w:{name}Reference w:type="default" r:id="{name}"/>' for name in ("header", "footer") if f"{name}1.xml" in extra)
    types = ['<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
             '<Default Extension="xml" ContentType="application/xml"/>',
             f'<Override PartName="/word/document.xml" ContentType="{WORD}document.main+xml"/>']
    relations = []
    for name, (kind, _) in extra.items():
        types.append(f'<Override PartName="/word/{name}" ContentType="{WORD}{kind}+xml"/>')
        relations.append(f'<Relationship Id="{kind}" Type="{RELATIONS}{kind}" Target="{name}"/>')
    if theme:
        types.append('<Override PartName="/word/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>')
        relations.append(f'<Relationship Id="theme" Type="{RELATIONS}theme" Target="theme1.xml"/>')
        extra["theme1.xml"] = ("theme", HEAD + theme)
    package = "http://schemas.openxmlformats.org/package/2006/"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", f'{HEAD}<Types xmlns="{package}content-types">{"".join(types)}</Types>')
        archive.writestr("_rels/.rels", f'{HEAD}<Relationships xmlns="{package}relationships"><Relationship Id="d" Type="{RELATIONS}officeDocument" '
                                        'Target="word/document.xml"/></Relationships>')
        archive.writestr("word/_rels/document.xml.rels", f'{HEAD}<Relationships xmlns="{package}relationships">{"".join(relations)}</Relationships>')
        archive.writestr("word/document.xml", part("document", f"<w:body>{body}<w:sectPr>{references}{section}</w:sectPr></w:body>"))
        for name, (_, content) in extra.items():
            archive.writestr("word/" + name, content)


def make_all(folder):
    read_letters()
    for name, make in ALL.items():
        write(os.path.join(folder, name + ".docx"), **make())


if __name__ == "__main__":
    make_all(sys.argv[1])
