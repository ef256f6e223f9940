"""What the figures of a form rest on: arithmetic against fractions and decimal, and an error planted in each
identity of the shipped report, which must be found and named with its cell.

figures.py VANBAN SCRATCH
"""

import json
import random
import subprocess
import sys
from decimal import Decimal, getcontext
from fractions import Fraction
from pathlib import Path

import openpyxl
import yaml

from results import check, finish

getcontext().prec = 400
VANBAN, SCRATCH = sys.argv[1], Path(sys.argv[2])
ROWS = 250_000  # of four results each


def run(*arguments):
    return subprocess.run([VANBAN, *map(str, arguments)], capture_output=True, text=True, check=False)


# ---- arithmetic ----


def random_number(chance):
    kind = chance.random()
    if kind < 0.3:
        return str(chance.randint(-999, 999))
    if kind < 0.6:
        return f"{chance.randint(-99999, 99999)}.{chance.randint(0, 99):02d}"
    if kind < 0.75:  # ties at one and two decimals
        return f"{chance.randint(-99, 99)}.{chance.randint(0, 99):02d}5"
    digits = chance.randint(20, 34)
    point = chance.randint(1, digits - 1)
    text = str(chance.randrange(10 ** (digits - 1), 2 * 10 ** (digits - 1)))
    return f"{'-' if chance.random() < 0.5 else ''}{text[:point]}.{text[point:]}"


def plain(number):
    """As vanban prints digits: no zeros behind, a comma, no "-0"."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text.replace(".", ",")


def rounded(fraction, decimals):
    """Half up, away from zero, from the exact quotient."""
    whole, part = abs(fraction.numerator) * 10**decimals, fraction.denominator
    units = (2 * whole + part) // (2 * part)
    return Decimal(-units if fraction < 0 else units).scaleb(-decimals)


def fixed(number, decimals):
    text = f"{number:.{decimals}f}".replace(".", ",")
    return text.lstrip("-") if not any(digit in "123456789" for digit in text) else text


def wanted_of(row):
    first, second, n = Decimal(row[0]), Decimal(row[1]), row[2]
    quotient = Fraction(first) / Fraction(second)
    percent = rounded(quotient, n + 2).scaleb(2)
    return [plain(first + second), plain(first * second), fixed(rounded(quotient, n), n), plain(percent) + "%"]


def random_rows():
    chance = random.Random(20230924)
    rows = []
    while len(rows) < ROWS:
        row = random_number(chance), random_number(chance), chance.randint(0, 6)
        if Decimal(row[1]) != 0:
            rows.append(row)
    return rows


def test_arithmetic():
    rows = random_rows()
    data = SCRATCH / "cases.json"
    lines = ",\n".join(f'{{"i":{i},"a":{a},"b":{b},"n":{n}}}' for i, (a, b, n) in enumerate(rows))
    data.write_text(f'{{"d":[\n{lines}\n]}}')
    results = "(a + b) ~ ' ' ~ (a * b) ~ ' ' ~ (a / b) | số(n) ~ ' ' ~ tỉ lệ(a, b) | phần trăm(n)"
    done = run("eval", f"nhóm theo(d, i ~ ' ' ~ {results}) | map(attribute='khóa') | list", data, "--json")
    if done.returncode != 0:
        check("a million results are computed", False, done.stderr)
        return
    told, wrong = json.loads(done.stdout), []
    for i, (row, line) in enumerate(zip(rows, told, strict=True)):
        sums = line.split(" ")[1:]
        given = sums[:2] + [text.replace(".", "") for text in sums[2:]]
        if given != wanted_of(row):
            wrong.append(f"{i} {row}: {given}, not {wanted_of(row)}")
    check(f"{4 * ROWS} sums, products, quotients and percents are those of fractions", not wrong,
          "\n".join(wrong[:8]))


# ---- identities of the shipped report ----

FIGURES = {
    "Trực tiếp": 70, "Trực tuyến": 219, "Kỳ trước chuyển qua": 25, "Tổng tiếp nhận": 314, "Trước hạn": 288,
    "Đúng hạn": 0, "Quá hạn": 5, "Tổng đã giải quyết": 293, "Quá hạn do cấp xã": 3, "Quá hạn do cấp trên": 2,
    "Đang giải quyết trong hạn": 18, "Đang giải quyết quá hạn": 0, "Công dân rút": 3,
    "Số hóa hồ sơ.Số lượng": 302, "Số hóa hồ sơ.Trên tổng số": 311, "Số hóa kết quả.Số lượng": 244,
    "Số hóa kết quả.Trên tổng số": 293, "Giải quyết trực tuyến.Số lượng": 219,
    "Giải quyết trực tuyến.Trên tổng số": 219, "Trực tuyến một phần.Số lượng": 206,
    "Trực tuyến một phần.Trên tổng số": 206, "Trực tuyến toàn trình.Số lượng": 13,
    "Trực tuyến toàn trình.Trên tổng số": 13, "Thủ tục cung cấp trực tuyến.Một phần": 44,
    "Thủ tục cung cấp trực tuyến.Toàn trình": 7, "Thủ tục có phát sinh hồ sơ.Một phần": 9,
    "Thủ tục có phát sinh hồ sơ.Toàn trình": 1,
}

# What is typed wrong, and the identity that finds it.
PLANTED = [
    ({"Tổng tiếp nhận": 315}, "tong-tiep-nhan"),
    ({"Tổng đã giải quyết": 290}, "tong-giai-quyet"),
    ({"Công dân rút": 4, "Số hóa hồ sơ.Trên tổng số": 314}, "can-doi"),
    ({"Quá hạn do cấp xã": 4}, "qua-han-theo-cap"),
    ({"Số hóa hồ sơ.Trên tổng số": 310}, "mau-so-so-hoa-ho-so"),
    ({"Số hóa kết quả.Trên tổng số": 292}, "mau-so-so-hoa-ket-qua"),
    ({"Giải quyết trực tuyến.Trên tổng số": 218, "Giải quyết trực tuyến.Số lượng": 218,
      "Trực tuyến một phần.Trên tổng số": 205, "Trực tuyến một phần.Số lượng": 205}, "mau-so-truc-tuyen"),
    ({"Số hóa hồ sơ.Số lượng": 312}, "so-hoa-ho-so-khong-vuot"),
    ({"Số hóa kết quả.Số lượng": 294}, "so-hoa-ket-qua-khong-vuot"),
    ({"Giải quyết trực tuyến.Số lượng": 220}, "truc-tuyen-khong-vuot"),
    ({"Trực tuyến một phần.Số lượng": 207}, "mot-phan-khong-vuot"),
    ({"Trực tuyến toàn trình.Số lượng": 14}, "toan-trinh-khong-vuot"),
    ({"Thủ tục có phát sinh hồ sơ.Một phần": 45}, "thu-tuc-mot-phan-khong-vuot"),
    ({"Thủ tục có phát sinh hồ sơ.Toàn trình": 8}, "thu-tuc-toan-trinh-khong-vuot"),
    ({"Trực tuyến một phần.Trên tổng số": 207}, "truc-tuyen-hai-muc-do"),
]
WARNINGS = {"truc-tuyen-hai-muc-do"}
OF_ROWS = "lien-thong-khong-vuot"
ELSEWHERE = {"chuyen-ky"}  # what last month left: tests/lib/dossiers.py


def write_figures(path, changed):
    """Gives the cell of each figure."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Chung"
    sheet.append(["Trường", "Giá trị"])
    cells = {}
    for row, (name, value) in enumerate((FIGURES | changed).items(), start=2):
        sheet.append([f"Số liệu.{name}", value])
        cells[name] = f"B{row}"
    book.save(path)
    return cells


def prepare(changed, more=""):
    book = SCRATCH / "so-lieu.xlsx"
    cells = write_figures(book, changed)
    example = SCRATCH / "chung.yaml"
    text = Path("templates/bao-cao-tthc/example.yaml").read_text(encoding="utf-8")
    start = text.index("Số liệu:")
    end = next(at for at in range(start, len(text)) if text[at] == "\n" and text[at + 1] not in " #\n")
    example.write_text(text[:start] + text[end + 1:], encoding="utf-8")
    (SCRATCH / "more.yaml").write_text(more or "{}", encoding="utf-8")
    done = run("render", "bao-cao-tthc", example, book, SCRATCH / "more.yaml", "-o", SCRATCH / "out.docx", "--force",
               "--json")
    return done, cells, [json.loads(line) for line in done.stderr.splitlines()]


def test_identities():
    done, _, problems = prepare({})
    check("figures that agree are rendered", done.returncode == 0, done.stderr)
    with open("templates/bao-cao/form.yaml", encoding="utf-8") as file:
        names = {identity["name"] for identity in yaml.safe_load(file)["identities"]}
    looked_at = {identity for _, identity in PLANTED} | ELSEWHERE | {OF_ROWS}
    check("an error is planted in each identity", names == looked_at, names ^ looked_at)
    for changed, identity in PLANTED:
        done, cells, problems = prepare(changed)
        errors = [problem for problem in problems if problem["code"] == "identity-failed"]
        named = [problem for problem in errors if f"[{identity}]" in problem["message"]]
        cell = cells[next(iter(changed))]
        is_warning = identity in WARNINGS
        is_found = (len(errors) == len(named) == 1 and done.returncode == (0 if is_warning else 3)
                    and named[0]["severity"] == ("warning" if is_warning else "error"))
        is_placed = is_found and (cell in named[0]["message"] or cell in named[0]["place"]["words"])
        check(f"{identity} is named with its cell", is_placed, done.stderr)
    rows = ("Số liệu:\n  Nhóm liên thông:\n    - {Tên nhóm: một, Số lượng: 9, Trên tổng số: 9}\n"
            "    - {Tên nhóm: hai, Số lượng: 3, Trên tổng số: 2}\n")
    done, _, problems = prepare({}, rows)
    errors = [problem for problem in problems if problem["severity"] == "error"]
    check(f"{OF_ROWS} is named with its row", done.returncode == 3 and len(errors) == 1
          and f"[{OF_ROWS}]" in errors[0]["message"] and errors[0]["place"].get("line") == 4, done.stderr)
    wrong = {"Số hóa hồ sơ.Trên tổng số": 310, "Số hóa kết quả.Trên tổng số": 292,
             "Giải quyết trực tuyến.Trên tổng số": 218, "Giải quyết trực tuyến.Số lượng": 218,
             "Trực tuyến một phần.Trên tổng số": 205, "Trực tuyến một phần.Số lượng": 205}
    done, _, problems = prepare(wrong)
    notes = [problem for problem in problems if problem["code"] == "same-difference"]
    check("three that differ by one are told together",
          len(notes) == 1 and "3 đẳng thức cùng lệch 1" in notes[0]["message"], done.stderr)


# ---- explain ----


def test_explain():
    book = SCRATCH / "so-lieu.xlsx"
    cells = write_figures(book, {})
    done = run("explain", "bao-cao", book, "Quá hạn cả kỳ", "--json")
    told = json.loads(done.stdout or "{}")
    sources = {part["label"]: part.get("source", {}).get("words", "") for part in told.get("parts", [])}
    check("a figure is explained down to its cells",
          told.get("text") == "05" and cells["Quá hạn"] in sources.get("Quá hạn", ""), done.stdout + done.stderr)
    done = run("explain", "bao-cao", book, "Quá hạn cả kỳ")
    check("in words too", "= Quá hạn + Đang giải quyết quá hạn" in done.stdout, done.stdout)
    done = run("explain", "bao-cao", book, "Quá hạn cả nam")
    check("a name that is none is told", done.returncode == 3 and "unknown-name" in done.stderr, done.stderr)


test_identities()
test_explain()
test_arithmetic()
finish()
