"""tables.py VANBAN WORK: workbooks of openpyxl and LibreOffice, read by vanban and by openpyxl; prints TAP.

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

import openpyxl

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


class Results:
    def __init__(self, vanban):
        self.vanban, self.count, self.failed = vanban, 0, 0

    def compare(self, name, path):
        ours, theirs = read_ours(self.vanban, path), list(read_theirs(path))
        faults = []
        if isinstance(ours, str):
            faults = ours.splitlines()
        elif len(ours) != len(theirs):
            faults = [f"{len(ours)} rows instead of {len(theirs)}"]
        else:
            faults = [f"row {i + 2}: {a[key]!r} instead of {b[key]!r} in {key}" for i, (a, b) in
                      enumerate(zip(ours, theirs)) for key in b if a.get(key) != b[key]]
        self.tell(name, faults)

    def tell(self, name, faults):
        self.count += 1
        self.failed += bool(faults)
        print(f'{"not ok" if faults else "ok"} {self.count} - {name}')
        for fault in faults[:10]:
            print("# " + fault)


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


def main():
    work = pathlib.Path(sys.argv[2])
    results = Results(sys.argv[1])
    for seed in range(4):
        save(work / f"{seed}.xlsx", seed)
        results.compare(f"a workbook of openpyxl, {seed}", work / f"{seed}.xlsx")
    save(work / "epoch.xlsx", 5, epoch=openpyxl.utils.datetime.CALENDAR_MAC_1904)
    results.compare("a workbook of openpyxl that counts from 1904", work / "epoch.xlsx")
    save(work / "iso.xlsx", 6, iso_dates=True)
    results.compare("a workbook of openpyxl with dates of ISO 8601", work / "iso.xlsx")
    results.compare("a workbook saved again by LibreOffice", convert(work / "0.xlsx", work))
    results.compare("a spreadsheet of LibreOffice with formulas", convert(make_open_document(work), work, "--infilter=OpenDocument Spreadsheet Flat XML"))
    results.compare("a CSV file opened by LibreOffice",
                    convert(make_csv(work), work, "--infilter=CSV:44,34,76,1,,1033,false,true"))
    print(f"1..{results.count}")
    sys.exit(results.failed > 0)


main()
