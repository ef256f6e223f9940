"""tables.py VANBAN WORK VALIDATOR: workbooks of openpyxl and LibreOffice, read by vanban and by openpyxl; prints TAP.

Every workbook has one sheet T whose header is in row 1. What openpyxl gives is put into the words of our JSON:
numbers to 15 digits, dates as ISO, dates with a time as an office writes them.
"""
import csv
import datetime
import decimal
import json
import pathlib
import random
import subprocess
import sys
import warnings
import zipfile

import openpyxl

from results import check, finish, has_no

warnings.simplefilter("ignore")
DATE_FORMATS = ["dd/mm/yyyy", "d/m/yyyy;@", "[$-42A]dd mmmm yyyy", '"ngày" dd "tháng" mm "năm" yyyy', "yyyy-mm-dd",
                "mm/yy", "d-mmm-yy"]
NUMBER_FORMATS = ["General", "0", "#,##0.00", '#,##0 "đồng"', "[Red]-0.0;0.0", "0.00E+00", "0%", '"Số" 0', "@", r"0\d"]
TIME_FORMATS = ["h:mm", "hh:mm:ss", "h:mm AM/PM"]


def as_number(value):
    if isinstance(value, int):
        return decimal.Decimal(value)
    with decimal.localcontext() as context:
        context.prec, context.rounding = 15, decimal.ROUND_HALF_UP
        return +decimal.Decimal(repr(value))


def clock(value):
    return f"{value.hour:02}:{value.minute:02}" + (f":{value.second:02}" if value.second else "")


def day(value):
    return f"{value.day:02}/{value.month:02}/{value.year}" if value.month < 3 else \
        f"{value.day:02}/{value.month}/{value.year}"


def as_ours(cell):
    value = cell.value
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return as_number(value)
    if isinstance(value, datetime.datetime):
        value += datetime.timedelta(seconds=value.microsecond >= 500000)
        shows_time = "h" in cell.number_format.lower() or "s" in cell.number_format.lower().split('"')[0]
        if value.time().replace(microsecond=0) == datetime.time() or not shows_time:
            return value.date().isoformat()
        return f"{day(value)} {clock(value)}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return clock(value)
    return value if value.strip() else None


def read_theirs(path):
    sheet = openpyxl.load_workbook(path, data_only=True)["T"]
    rows = list(sheet.iter_rows())
    names = [cell.value for cell in rows[0]]
    merged = {(row, column): (area.min_row, area.min_col) for area in sheet.merged_cells.ranges
              for row in range(area.min_row, area.max_row + 1) for column in range(area.min_col, area.max_col + 1)}
    for row in rows[1:]:
        if any(as_ours(cell) is not None for cell in row):
            yield {name: as_ours(sheet.cell(*merged.get((cell.row, cell.column), (cell.row, cell.column))))
                   for name, cell in zip(names, row)}


def read_ours(vanban, path):
    done = subprocess.run([vanban, "eval", "--json", "--lang", "en", "T", path], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        return done.stderr
    return json.loads(done.stdout, parse_float=decimal.Decimal, parse_int=decimal.Decimal)


def compare(name, vanban, path):
    ours, theirs = read_ours(vanban, path), list(read_theirs(path))
    if isinstance(ours, str):
        faults = ours.splitlines() or ["nothing was read"]
    elif len(ours) != len(theirs) or not ours:
        faults = [f"{len(ours)} rows instead of {len(theirs)}"]
    else:
        faults = [f"row {i + 2}: {a.get(key)!r} instead of {b[key]!r} in {key}" for i, (a, b) in
                  enumerate(zip(ours, theirs)) for key in b if a.get(key) != b[key]]
    has_no(name, faults)


def some_float(randomness):
    return randomness.choice([
        lambda: randomness.random(), lambda: randomness.randrange(10000) / 100,
        lambda: randomness.uniform(-1e6, 1e6), lambda: sum([0.1] * randomness.randrange(2, 30)),
        lambda: randomness.randrange(1, 1000) / 3, lambda: randomness.random() * 10 ** randomness.randrange(-8, 14),
    ])()


def fill(sheet, seed):
    randomness = random.Random(seed)
    sheet.title = "T"
    sheet.append(["Chữ", "Số nguyên", "Số lẻ", "Ngày", "Ngày giờ", "Giờ", "Đúng"])
    for row in range(2, 60):
        sheet.append([
            randomness.choice(["Ủy ban nhân dân xã", "05", "a\nb", "=x", " có dấu cách ", "1.234,5", None, "  "]),
            randomness.randrange(-10 ** randomness.randrange(1, 16), 10 ** randomness.randrange(1, 16)),
            some_float(randomness),
            datetime.date(1904, 1, 2) + datetime.timedelta(days=randomness.randrange(60000)),
            datetime.datetime(2023, 5, 4) + datetime.timedelta(seconds=randomness.choice(
                [0, randomness.randrange(86400), randomness.randrange(10 ** 8)])),
            datetime.time(randomness.randrange(24), randomness.randrange(60), randomness.choice([0, 5])),
            randomness.choice([True, False, None]),
        ])
        sheet.cell(row, 1).data_type = "s" if sheet.cell(row, 1).value is not None else "n"
        for column, formats in ((2, NUMBER_FORMATS), (3, NUMBER_FORMATS), (4, DATE_FORMATS), (6, TIME_FORMATS)):
            sheet.cell(row, column).number_format = randomness.choice(formats)
        sheet.cell(row, 5).number_format = "dd/mm/yyyy hh:mm:ss"
    sheet.merge_cells("A10:A12")
    sheet.merge_cells("B20:C21")


def save(path, seed, **options):
    book = openpyxl.Workbook()
    for name, value in options.items():
        setattr(book, name, value)
    fill(book.active, seed)
    book.save(path)


def convert(source, work, *filters):
    folder = work / "converted"
    subprocess.run(["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", *filters, "--convert-to",
                    "xlsx", "--outdir", folder, source], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    return folder / (source.stem + ".xlsx")


def make_open_document(work):
    """A spreadsheet with formulas, which LibreOffice computes."""
    flat = work / "T.fods"
    cells = "".join(
        f'<table:table-row><table:table-cell office:value-type="string"><text:p>Thôn {i}</text:p></table:table-cell>'
        f'<table:table-cell office:value-type="float" office:value="{i}.1"/>'
        f'<table:table-cell table:formula="of:=[.B{i + 1}]*3/10"/></table:table-row>' for i in range(1, 20))
    flat.write_text(
        '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" '
        'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body>'
        '<office:spreadsheet><table:table table:name="T"><table:table-row>'
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>'
                  for name in ("Thôn", "Số", "Ba phần mười"))
        + f"</table:table-row>{cells}</table:table></office:spreadsheet></office:body></office:document>")
    return flat


def make_csv(work):
    path = work / "T.csv"
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Tên", "Số", "Ghi chú"])
        for i in range(30):
            rows.writerow([f"Hộ {i}", f"{i * 1.1:.3f}", 'một "hai", ba' if i % 2 else "dòng\nmới"])
    return path


def run(vanban, *words):
    done = subprocess.run([vanban, *words, "--lang", "en"], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout, done.stderr


def write_form(folder, text):
    folder.mkdir()
    (folder / "form.yaml").write_text(text)
    (folder / "document.xml").write_text(
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        "<w:p><w:r><w:t>{{ T | length }} {{ T | map(attribute='Số') | join('; ') }}</w:t></w:r></w:p>"
        "</w:body></w:document>")
    return folder


TABLE_FORM = """form: bang
title: Bảng
fields:
  - name: t
    label: T
    type: table
    required: true
    example:
      - {Mã: "=1+1", Số: 12, Ngày: 2023-05-04, Loại: "một, hai"}
      - {Mã: "05", Số: 1234567, Loại: ba}
    fields:
      - {name: ma, label: Mã, required: true}
      - {name: so, label: Số, type: count}
      - {name: ngay, label: Ngày, type: date}
      - {name: loai, label: Loại, type: choice, choices: ["một, hai", ba]}
"""


def find_faults(book):
    """What the Open XML SDK says against a workbook."""
    for version in ("Office2007", "Microsoft365"):
        done = subprocess.run([sys.argv[3], book, version], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if '"ok": true' not in done.stdout:
            yield from [f"{version}: not valid", *done.stdout.splitlines(), *done.stderr.splitlines()]


def check_blank(vanban, work):
    """What libxlsxwriter wrote for us is what openpyxl reads, and no text has become a formula."""
    form, book = write_form(work / "bang", TABLE_FORM), work / "bang.xlsx"
    code, _, told = run(vanban, "new", str(form), "-o", str(book))
    check("a workbook to fill in is written", code == 0 and not told, told)
    has_no("a workbook to fill in is valid", list(find_faults(book)))
    compare("a workbook of libxlsxwriter", vanban, book)
    sheet = openpyxl.load_workbook(book)["T"]
    check("texts that look like formulas are texts",
          sheet["A2"].value == "=1+1" and sheet["A2"].data_type == "s", repr(sheet["A2"].value))
    rules = sorted((str(rule.sqref), rule.type, rule.formula1) for rule in sheet.data_validations.dataValidation)
    check("what may be typed is told to Excel",
          [rule[:2] for rule in rules] == [("B2:B1001", "whole"), ("C2:C1001", "custom"), ("D2:D1001", "list")],
          repr(rules))


def check_shipped(vanban, work):
    """A blank workbook of each form renders at once, as its YAML does; of some also when others have saved it."""
    names = [line.split()[0] for line in run(vanban, "forms")[1].splitlines()]
    closely = ["bao-cao-tthc", "tong-hop-tthc", "hop-dong"]
    check("the forms are listed", set(closely) < set(names), names)
    for name in names:
        code, _, told = run(vanban, "new", name, "-o", str(work / f"{name}.xlsx"))
        check(f"a workbook for {name}", code == 0 and not told, told)
    folder = work / "converted"
    books = [work / f"{name}.xlsx" for name in closely]
    subprocess.run(["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "xlsx",
                    "--outdir", folder, *books], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   stdin=subprocess.DEVNULL)
    for name in closely:
        has_no(f"the workbook for {name} is valid", list(find_faults(work / f"{name}.xlsx")))
        openpyxl.load_workbook(work / f"{name}.xlsx").save(work / f"again-{name}.xlsx")
    for name in names:
        run(vanban, "new", name, "-o", str(work / f"{name}.yaml"))
        documents, faults = [], []
        for data in (work / f"{name}.yaml", work / f"{name}.xlsx", folder / f"{name}.xlsx", work / f"again-{name}.xlsx"):
            if data.exists():
                document = work / f"{name}-{len(documents)}.docx"
                code, _, told = run(vanban, "render", name, str(data), "-o", str(document))
                faults += [f"{data.name}: exit status {code}", *told.splitlines()] if code else []
                documents.append(document.read_bytes() if document.exists() else None)
        if len(set(documents)) != 1:
            faults.append("the documents differ")
        has_no(f"the workbook for {name} renders as its YAML does", faults)


def check_rules(vanban, work):
    """A figure that does not agree is red, and the cell is named when it is rendered."""
    book = work / "wrong.xlsx"
    run(vanban, "new", "bao-cao-tthc", "-o", str(book))
    opened = openpyxl.load_workbook(book)
    sheet = opened["Số liệu"]
    row = next(row for row in range(1, 40) if sheet.cell(row, 1).value == "Trực tiếp")
    sheet.cell(row, 2).value += 1
    ranges = {str(area.sqref) for area in sheet.conditional_formatting}
    opened.save(book)
    code, _, told = run(vanban, "render", "bao-cao-tthc", str(book), "-o", str(work / "wrong.docx"))
    check("figures that must agree have a conditional format", f"B{row}" in ranges, f"B{row} is not among {sorted(ranges)}")
    check("a planted error is found and its cell named", code == 3 and f"Số liệu”, cell B{row}" in told, told)


HAND = {
    "[Content_Types].xml":
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override '
        'PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels":
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels":
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="sheet1.xml"/>'
        "</Relationships>",
    "xl/workbook.xml":
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        '<sheet name="T" sheetId="1" r:id="r1"/></sheets></workbook>',
}


def write_by_hand(path, rows):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in HAND.items():
            book.writestr(name, text)
        book.writestr("xl/sheet1.xml", '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                      f"<sheetData>{rows}</sheetData></worksheet>")
    return str(path)


def text_cell(text, more=""):
    return f'<c t="inlineStr"{more}><is><t>{text}</t></is></c>'


def check_size(vanban, work):
    """As many rows as a sheet can have; one more is a problem."""
    head = f"<row>{text_cell('Số')}</row>"
    full = write_by_hand(work / "full.xlsx", head + "<row><c><v>1</v></c></row>" * 1048575)
    code, out, told = run(vanban, "eval", "T | length ~ ' ' ~ (T | sum(attribute='Số'))", full)
    check("a sheet of 1 048 576 rows", out == "1048575 1048575\n", out + told)
    over = write_by_hand(work / "over.xlsx", head + "<row><c><v>1</v></c></row>" * 1048576)
    code, _, told = run(vanban, "eval", "T | length", over)
    check("one row more is told", code == 6 and "limit-table-rows" in told, told)


TYPED_FORM = """form: kieu
title: Kiểu
fields:
  - name: t
    label: Hồ sơ
    type: table
    required: true
    fields:
      - {name: so, label: Số, type: count}
      - {name: tien, label: Tiền, type: money}
      - {name: ti_le, label: Tỉ lệ, type: percent}
      - {name: ngay, label: Ngày, type: date}
      - {name: xong, label: Xong, type: bool}
      - {name: loai, label: Loại, type: choice, choices: [một, hai]}
"""


def check_types(vanban, work):
    """A value that does not fit the type of its field is a problem at its cell; texts that do are read."""
    form = write_form(work / "kieu", TYPED_FORM)
    names = ["Số", "Tiền", "Tỉ lệ", "Ngày", "Xong", "Loại"]
    head = "<row>" + "".join(map(text_cell, names)) + "</row>"
    right = ["1.234", "2.318.000 đ", "98,3%", "ngày 04 tháng 5 năm 2023", "có", "Hai"]
    wrong = ["12,5", "2,5 triệu", "gần hết", "31/02/2023", "có thể", "ba"]

    def render(path):
        path = pathlib.Path(path).rename(work / "Hồ sơ.xlsx")
        book = openpyxl.load_workbook(path)
        book["T"].title = "Hồ sơ"
        book.save(path)
        return run(vanban, "render", str(form), str(path), "-o", str(work / "kieu.docx"), "--force")

    row = "<row>" + "".join(map(text_cell, right)) + "</row>"
    code, _, told = render(write_by_hand(work / "right.xlsx", head + row * 3))
    check("texts are read by the types of the form", code == 0, told)
    for i, text in enumerate(wrong):
        cells = right[:i] + [text] + right[i + 1:]
        typed = "<row>" + "".join(map(text_cell, cells)) + "</row>"
        code, _, told = render(write_by_hand(work / "wrong.xlsx", head + row + typed + row))
        place = f"sheet “Hồ sơ”, cell {chr(65 + i)}3"
        check(f"“{text}” in the column {names[i]} is told with its cell",
              code == 3 and place in told and told.count("error:") == 1, told)


def check_names(vanban, work):
    """The form's own names find the header of a sheet that misleads; a map names what is called otherwise."""
    form = write_form(work / "ten", TYPED_FORM.replace("label: Hồ sơ", "label: T"))
    above = "<row>" + "".join(map(text_cell, ["Người lập", "Đơn vị", "Ghi chú", "Nơi nhận"])) + "</row>" \
        "<row>" + "".join(map(text_cell, ["Trần Văn An", "Thôn 1", "gấp", "Lưu"])) + "</row>"
    rows = "<row>" + "".join(map(text_cell, ["Số", "Ngày"])) + "</row><row><c><v>7</v></c>" + text_cell("04/5/2023") + "</row>"
    book = write_by_hand(work / "odd.xlsx", above + rows)
    code, _, told = run(vanban, "render", str(form), book, "-o", str(work / "odd.docx"))
    check("the labels of the form tell the header", code == 0, told)
    other = write_by_hand(work / "other.xlsx", above + rows.replace("Số", "So HS").replace("Ngày", "Nhan"))
    (work / "map.yaml").write_text("cột:\n  So HS: Số\n  Nhan: Ngày\n")
    code, _, told = run(vanban, "render", str(form), other, "--map", str(work / "map.yaml"), "-o", str(work / "m.docx"))
    check("a map tells what is named otherwise", code == 0, told)
    (work / "map.yaml").write_text("cột:\n  So HS: Só\n  Nhan: Ngày\n")
    code, _, told = run(vanban, "render", str(form), other, "--map", str(work / "map.yaml"), "-o", str(work / "m2.docx"))
    check("a map to a field there is not is told at its line",
          code == 3 and "map-field" in told and "did you mean “Số”" in told, told)


def main():
    vanban, work = sys.argv[1], pathlib.Path(sys.argv[2])
    for seed in range(4):
        save(work / f"{seed}.xlsx", seed)
        compare(f"a workbook of openpyxl, {seed}", vanban, work / f"{seed}.xlsx")
    save(work / "epoch.xlsx", 5, epoch=openpyxl.utils.datetime.CALENDAR_MAC_1904)
    compare("a workbook of openpyxl that counts from 1904", vanban, work / "epoch.xlsx")
    save(work / "iso.xlsx", 6, iso_dates=True)
    compare("a workbook of openpyxl with dates of ISO 8601", vanban, work / "iso.xlsx")
    compare("a workbook saved again by LibreOffice", vanban, convert(work / "0.xlsx", work))
    compare("a spreadsheet of LibreOffice with formulas", vanban, convert(make_open_document(work), work, "--infilter=OpenDocument Spreadsheet Flat XML"))
    compare("a CSV file opened by LibreOffice", vanban,
            convert(make_csv(work), work, "--infilter=CSV:44,34,76,1,,1033,false,true"))
    for check_some in (check_blank, check_shipped, check_rules, check_size, check_types, check_names):
        check_some(vanban, work)
    finish()


main()
