"""Writes a workbook typed in fonts of before Unicode. old_workbook.py FILE.xlsx"""
import sys

import openpyxl
from openpyxl.styles import Font

SHEETS = {
    "Mét": (".VnTime", [["Hä tªn", "§Þa chØ", "Sè tiÒn"], ["Lª ThÞ Hoµ", "X· An B×nh", 120000]]),
    "Hai": ("VNI-Times", [["Hoï teân", "Ñòa chæ", "Soá tieàn"], ["Nguyeãn Vaên Phöôùc", "Xaõ Ôn", 95000]]),
}
book = openpyxl.Workbook()
book.remove(book.active)
for name, (font, rows) in SHEETS.items():
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.font = Font(name=font)
sheet.append(["Lê Thị Hoà", "xã Phước Lâm", 1])
sheet["A4"].font = Font(name="Times New Roman")
sheet["B4"].font = Font(name="Times New Roman")
sheet.append(["trÇn v¨n nam", "An B×nh", 2])
sheet["A5"].font = Font(name=".VnTimeH")
sheet["B5"].font = Font(name=".VnTime")
book.save(sys.argv[1])
