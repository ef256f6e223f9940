"""appendix.py FOLDER: a letter (letter.docx) that includes a landscape appendix with a header of its own
(appendix.docx), as people make them."""
import pathlib
import sys

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Mm


def document(width, height, header):
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(width), Mm(height)
    if width > height:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.header.paragraphs[0].text = header
    return made


folder = pathlib.Path(sys.argv[1])
letter = document(210, 297, "Công văn của {{ cơ quan }}")
for text in ("Kính gửi: {{ nơi nhận }}", '{% chèn "appendix.docx" %}', "Trên đây là toàn bộ nội dung."):
    letter.add_paragraph(text)
letter.save(folder / "letter.docx")
appendix = document(297, 210, "PHỤ LỤC của {{ cơ quan }}")
appendix.add_heading("Danh sách", 1)
table = appendix.add_table(2, 2)
table.style = "Table Grid"
table.cell(0, 0).text, table.cell(0, 1).text = "Thôn", "Số hộ"
table.cell(1, 0).text = "{% lặp t trong thôn %}{{ t.tên }}"
table.cell(1, 1).text = "{{ t.số hộ }}{% hết lặp %}"
appendix.add_paragraph("Ghi chú", style="List Number")
appendix.save(folder / "appendix.docx")
