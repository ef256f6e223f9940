"""Reports counted from lists of dossiers, in a folder with the data of the sample cao-diem-tu-ho-so.

dossiers.py VANBAN SCRATCH
"""

import csv
import datetime
import os
import random
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import openpyxl

from results import check, finish

VANBAN, SCRATCH = sys.argv[1], Path(sys.argv[2])
ROOT = Path(__file__).resolve().parents[2]
CAMPAIGN = ["bao-cao-cao-diem-tthc", "data.yaml", "Thủ tục trực tuyến.csv"]
RANGE = ["--period", "2023-08-24..2023-09-24"]
MONTHLY = """Cơ quan ban hành: ỦY BAN NHÂN DÂN XÃ AN BÌNH
Ký hiệu: BC-UBND
Nơi ban hành: An Bình
Quyền hạn, chức vụ: [TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH]
Người ký: Trần Văn Hòa
Nơi nhận: [Văn phòng UBND tỉnh]
"""
COLUMNS = ["Mã hồ sơ", "Lĩnh vực", "Thủ tục", "Kênh tiếp nhận", "Ngày tiếp nhận", "Hạn trả", "Ngày trả",
           "Trạng thái", "Mức độ", "Số hóa hồ sơ", "Số hóa kết quả", "Phí, lệ phí", "Thanh toán", "Quá hạn do",
           "Nhóm liên thông"]


def run(*arguments):
    return subprocess.run([VANBAN, *map(str, arguments)], cwd=SCRATCH, capture_output=True, text=True, check=False)


def render(*arguments):
    return run("render", *arguments, "-o", "out.docx", "--force")


def outline():
    return run("outline", "out.docx").stdout


# ---- a list as offices export it ----

ROWS = list(csv.reader((SCRATCH / "Hồ sơ.csv").open()))[1:]
FIRST = 6  # the row of the first dossier


def workbook(path, rows=ROWS, sheet="Sheet1", head=COLUMNS, foot=True, more=()):
    """Merged titles, a number in front, days as text, as days and with the time, blank rows, a total below."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    page["A1"] = "UBND XÃ PHƯỚC LÂM"
    page.merge_cells("A1:D1")
    page["A2"] = "DANH SÁCH HỒ SƠ TIẾP NHẬN, GIẢI QUYẾT"
    page.merge_cells("A2:P2")
    page.append([])
    page.append([])
    page.append(["STT", *head, *more])
    for number, row in enumerate(rows, 1):
        cells = [cell or None for cell in row]
        for place in (4, 5, 6):
            if cells[place] and number % 3 == 0:
                cells[place] += " 09:15:00"
            elif cells[place] and number % 3 == 1 and not cells[place].startswith("32"):
                day, month, year = map(int, cells[place].split("/"))
                cells[place] = datetime.datetime(year, month, day, 8, 30)
        cells[11] = int(cells[11]) if cells[11] else None
        page.append([number, *cells, *["…" for _ in more]])
    if foot:
        page.append([])
        page.append([f"Tổng cộng: {len(rows)} hồ sơ"])
        page.merge_cells(start_row=page.max_row, start_column=1, end_row=page.max_row, end_column=4)
        page.append([None] * 13 + ["Người lập biểu"])
    book.save(SCRATCH / path)


def test_figures():
    plain = render(*CAMPAIGN, "Hồ sơ.csv", *RANGE)
    check("the campaign renders without a word", plain.returncode == 0 and not plain.stderr, plain.stderr)
    wanted = outline()
    workbook("xuat.xlsx")
    done = render(*CAMPAIGN, "xuat.xlsx", *RANGE)
    notes = re.findall(r"\((sheet-as-table|rows-below)\)", done.stderr)
    check("the sheet of an export is known by its columns, its foot passed over",
          done.returncode == 0 and notes == ["sheet-as-table", "rows-below"], done.stderr)
    check("and gives the same report", outline() == wanted, outline())
    workbook("Hồ sơ.xlsx", sheet="Hồ sơ", more=["Người nộp", "Điện thoại"])
    done = render(*CAMPAIGN, "Hồ sơ.xlsx", *RANGE)
    check("columns a form does without are named",
          done.returncode == 0 and "Người nộp; Điện thoại (columns-unread)" in done.stderr, done.stderr)
    explained = run("explain", *CAMPAIGN, "xuat.xlsx", "Quá hạn", *RANGE).stdout
    check("a figure is explained by its cells",
          explained.startswith("Quá hạn: in “05” (số lượng)") and "5 trong 293 dòng: xuat.xlsx, trang “Sheet1”, ô " in explained
          and "lọc(thuoc_ky, " in explained, explained)
    other = run("render", *CAMPAIGN, "xuat.xlsx", "Hồ sơ.csv", *RANGE, "-o", "out.docx", "--force")
    check("a list that is given already is not taken twice",
          other.returncode == 3 and "(unknown-field)" in other.stderr, other.stderr)


# ---- faults of a list ----


def change(**cells):
    """ROWS with the cells of the first dossier done in time changed."""
    rows = [list(row) for row in ROWS]
    place = next(i for i, row in enumerate(rows) if row[7] == "Đã trả kết quả")
    for column, text in cells.items():
        rows[place][COLUMNS.index(column.replace("_", " "))] = text
    return rows, place + FIRST


def test_faults():
    planted = {
        "ngay-tra-sau-ngay-nhan": ({"Ngày_trả": "23/8/2023"}, "H", "identity-failed"),
        "han-tra-sau-ngay-nhan": ({"Hạn_trả": "01/8/2023"}, "G", "identity-failed"),
        "ma-trung": ({"Mã_hồ_sơ": ROWS[5][0]}, "B", "check-failed"),
        "xong-chua-ngay-tra": ({"Ngày_trả": ""}, "I", "check-failed"),
        "dang-giai-quyet-co-ngay-tra": ({"Trạng_thái": "Đang xử lý"}, "H", "check-failed"),
        "thu-tuc-ngoai-danh-muc": ({"Mức_độ": "Một phần", "Thủ_tục": "Đăng ký khai xinh"}, "D", "check-failed"),
        "truc-tuyen-muc-do-con-lai": ({"Kênh_tiếp_nhận": "Trực tuyến", "Mức_độ": "Còn lại"}, "B", "check-failed"),
        "wants-date": ({"Hạn_trả": "32/9/2023"}, "G", "wants-date"),
        "wants-choice": ({"Kênh_tiếp_nhận": "Zalo"}, "E", "wants-choice"),
    }
    for name, (cells, column, code) in planted.items():
        rows, row = change(**cells)
        workbook("sai.xlsx", rows)
        done = render(*CAMPAIGN, "sai.xlsx", *RANGE)
        place = f"ô {column}{row}"
        if name == "ma-trung":  # told where it stands first
            place = f"ô {column}{min(row, 5 + FIRST)}"
        check(f"{name} is named with its cell", f"({code})" in done.stderr and place in done.stderr
              and (code in ("wants-date", "wants-choice") or f"[{name}]" in done.stderr), f"{place}\n{done.stderr}")
    rows = [[cell if i != 3 else "Tại quầy" for i, cell in enumerate(row)] for row in ROWS]
    workbook("sai.xlsx", rows)
    done = render(*CAMPAIGN, "sai.xlsx", *RANGE)
    check("a wrong word in a whole column is told once", done.stderr.count("(wants-choice)") == 1, done.stderr)
    check("and nothing is said of what could not be counted", done.stderr.count("lỗi:") == 1, done.stderr)
    workbook("sai.xlsx", head=[name + " kết quả" if name == "Ngày trả" else name for name in COLUMNS])
    done = render(*CAMPAIGN, "sai.xlsx", *RANGE)
    check("a column that is nearly one is no other", "có phải “Ngày trả”" in done.stderr and done.returncode == 3,
          done.stderr)
    rows = [list(row) for row in ROWS]
    rows[-1][:8] = [None, None, "Đăng ký", None, None, None, None, None]
    workbook("sai.xlsx", [[cell or "" for cell in row] for row in rows], foot=False)
    done = render(*CAMPAIGN, "sai.xlsx", *RANGE)
    check("a last row that somebody began is a fault", "(missing-field)" in done.stderr and
          f"hàng {len(rows) + FIRST - 1}" in done.stderr, done.stderr)


# ---- other reports' figures, and words ----


def test_contradictions():
    (SCRATCH / "khac.yaml").write_text("""Số của phần mềm:
  Tiếp nhận: 314
  Số hóa hồ sơ trên tổng số: 310
  Số hóa kết quả trên tổng số: 292
  Giải quyết trực tuyến: 218
Ưu điểm: Không có hồ sơ nào của công dân bị trễ hạn; 100% hồ sơ được giải quyết trước và đúng hạn.
""")
    done = render(*CAMPAIGN, "khac.yaml", "Hồ sơ.csv", *RANGE)
    for wanted in ["“Số hóa hồ sơ trên tổng số = Tiếp nhận trừ hồ sơ rút” không đúng: 310 và 311, lệch 1",
                   "“Số hóa kết quả trên tổng số = Đã giải quyết” không đúng: 292 và 293, lệch 1",
                   "“Giải quyết trực tuyến = Trực tuyến” không đúng: 218 và 219, lệch 1",
                   "3 đẳng thức cùng lệch 1: ",
                   "“Không có hồ sơ nào của công dân bị trễ hạn” nhưng Quá hạn cả kỳ = 05",
                   "“100% hồ sơ được giải quyết trước và đúng hạn” nhưng Quá hạn cả kỳ = 05"]:
        check(wanted.split(",")[0], wanted in done.stderr, done.stderr)
    columns = {"Tiếp nhận": 314, "Trực tuyến": 219, "Trực tiếp": 70, "Kỳ trước chuyển qua": 25, "Đã giải quyết": 293,
               "Trước hạn": 288, "Đúng hạn": 0, "Quá hạn": 5, "Đang giải quyết": 18, "Đang giải quyết trong hạn": 18,
               "Đang giải quyết quá hạn": 0, "Rút, trả lại": 3, "Số hóa hồ sơ": 302, "Số hóa hồ sơ trên tổng số": 311,
               "Số hóa kết quả": 244, "Số hóa kết quả trên tổng số": 293, "Giải quyết trực tuyến": 219,
               "Lượt thanh toán trực tuyến": 189, "Tiền thanh toán trực tuyến": 2318000}
    for i, name in enumerate(columns):
        book = openpyxl.Workbook()
        book.active.title = "Số của phần mềm"
        book.active.append(["Trường", "Giá trị"])
        for other, figure in columns.items():
            book.active.append([other, figure + (other == name)])
        book.save(SCRATCH / "phan-mem.xlsx")
        done = render(*CAMPAIGN, "phan-mem.xlsx", "Hồ sơ.csv", *RANGE)
        told = done.stderr.count("(identity-failed)") == 1 and "lệch 1." in done.stderr
        check(f"“{name}” one too many is named with its cell", told and f"ô B{i + 2}" in done.stderr, done.stderr)


# ---- twelve months ----


def make_year(base, months):
    """Dossiers of fourteen months, in a table: when each came, is due, was finished, and how."""
    chance = random.Random(2023)
    base.execute("CREATE TABLE d(code, field, channel, came, due, done, is_withdrawn)")
    day = months[0][0] - datetime.timedelta(days=40)
    number = 0
    while day <= months[-1][1] + datetime.timedelta(days=10):
        for _ in range(chance.choice([0, 1, 1, 2, 4])):
            number += 1
            due = day + datetime.timedelta(days=chance.randrange(1, 25))
            kind = chance.random()
            days = {True: chance.randrange(0, 30), False: None}[kind < 0.93]
            done = day + datetime.timedelta(days=days) if days is not None else None
            done = due if 0.5 < kind < 0.6 else done
            base.execute("INSERT INTO d VALUES(?,?,?,?,?,?,?)", (
                f"H99-{number:05}", chance.choice(["Hộ tịch", "Đất đai", "Chứng thực"]),
                chance.choice(["Trực tuyến", "Nộp trực tuyến", "Trực tiếp", "Bưu chính"]), day.isoformat(),
                due.isoformat(), done.isoformat() if done else None, int(kind < 0.03)))
        day += datetime.timedelta(days=1)


def export(base, first, today):
    """What the software shows some days after the period: all that came by then and was not done before it."""
    found = base.execute("SELECT * FROM d WHERE came <= ? AND (done IS NULL OR done >= ?)",
                         (today.isoformat(), first.isoformat()))
    with (SCRATCH / "thang.csv").open("w") as file:
        out = csv.writer(file)
        out.writerow(COLUMNS[:8])
        for code, field, channel, came, due, done, is_withdrawn in found:
            is_done = done is not None and done <= today.isoformat()
            state = "Đang xử lý" if not is_done else "Rút hồ sơ" if is_withdrawn else "Đã trả kết quả"
            out.writerow([code, field, "Thủ tục", channel, came, due, done if is_done else "", state])


FIGURES = """
SELECT count(*) AS tiep_nhan, sum(came >= :a AND channel LIKE '%rực tuyến') AS truc_tuyen,
  sum(came >= :a AND channel NOT LIKE '%rực tuyến') AS truc_tiep, sum(came < :a) AS ky_truoc,
  sum(done <= :b AND NOT is_withdrawn) AS da_giai_quyet, sum(done <= :b AND NOT is_withdrawn AND done < due) AS truoc_han,
  sum(done <= :b AND NOT is_withdrawn AND done = due) AS dung_han,
  sum(done <= :b AND NOT is_withdrawn AND done > due) AS qua_han, sum(done IS NULL OR done > :b) AS dang_giai_quyet,
  sum((done IS NULL OR done > :b) AND due >= :b) AS dang_trong_han,
  sum((done IS NULL OR done > :b) AND due < :b) AS dang_qua_han, sum(done <= :b AND is_withdrawn) AS rut
FROM d WHERE came <= :b AND (done IS NULL OR done >= :a)"""


def grouped(number):
    return f"{number:,}".replace(",", ".") if number >= 10 or number == 0 else f"{number:02}"


def test_year():
    months = []
    for i in range(13):
        year, month = divmod(2022 * 12 + 11 + i, 12)
        before = divmod(2022 * 12 + 10 + i, 12)
        months.append((datetime.date(before[0], before[1] + 1, 15), datetime.date(year, month + 1, 14)))
    base = sqlite3.connect(":memory:")
    base.row_factory = sqlite3.Row
    make_year(base, months)
    (SCRATCH / "co-quan.yaml").write_text(MONTHLY)
    wrong, so_far, previous = [], {}, None
    for first, last in months:
        period = f"{last.year}-{last.month:02}"
        export(base, first, last + datetime.timedelta(days=random.Random(last.toordinal()).randrange(6)))
        done = run("render", "bao-cao-thang-tthc", "co-quan.yaml", "thang.csv", "-o", f"{period}.docx", "--period", period,
                   "--history", "so.db")
        figures = dict(base.execute(FIGURES, {"a": first.isoformat(), "b": last.isoformat()}).fetchone())
        text = run("outline", f"{period}.docx").stdout
        total = "| **Tổng cộng** |  | " + " | ".join(f"**{figures[name]}**" for name in figures) + " |"
        new = figures["truc_tuyen"] + figures["truc_tiep"]
        if last.month == 1:
            so_far = {}
        so_far = {"new": so_far.get("new", 0) + new, "done": so_far.get("done", 0) + figures["da_giai_quyet"]}
        wanted = [total, f"+ Tổng số tiếp nhận {grouped(figures['tiep_nhan'])} hồ sơ, gồm: trực tuyến "
                  f"{grouped(figures['truc_tuyen'])} hồ sơ, trực tiếp và qua bưu chính {grouped(figures['truc_tiep'])} hồ sơ, "
                  f"kỳ trước chuyển qua {grouped(figures['ky_truoc'])} hồ sơ;"]
        if previous is None:  # the first month kept, of a year whose other months are not
            wrong += [f"{period}: sums up a year it does not know"] if "Lũy kế" in text else []
        else:
            wanted.append(f"- Lũy kế từ đầu năm báo cáo: nhận {grouped(so_far['new'])} hồ sơ, "
                          f"giải quyết {grouped(so_far['done'])} hồ sơ.")
            step = new - previous["truc_tuyen"] - previous["truc_tiep"]
            word = "tăng" if step > 0 else "giảm" if step < 0 else "không đổi"
            wanted.append(f"nhận {word} {grouped(abs(step))} hồ sơ" if step else f"nhận {word}")
            if previous["dang_giai_quyet"] != figures["ky_truoc"]:
                wrong.append(f"{period}: the test's own months do not follow on")
        if last.year == 2023 and last.month == 12:
            wanted.append("+ Với cùng kỳ năm trước: nhận ")
        wrong += [f"{period}: {line} is not in {text} {done.stderr}" for line in wanted if line not in text]
        run("period", "close", "--history", "so.db", "--period", period)
        previous = figures
    check("thirteen months in a row are what SQL says, each with the same command", not wrong, "\n".join(wrong[:2]))
    rows = (SCRATCH / "thang.csv").read_text().splitlines()
    carried = next(i for i, row in enumerate(rows) if i and row.split(",")[4] < months[-1][0].isoformat())
    (SCRATCH / "thieu.csv").write_text("\n".join(rows[:carried] + rows[carried + 1:]) + "\n")
    done = render("bao-cao-thang-tthc", "co-quan.yaml", "thieu.csv", "--period", "2023-12", "--history", "so.db")
    check("a dossier of last month that is missing is told", done.returncode == 3 and "[chuyen-ky]" in done.stderr and
          "Đang giải quyết kỳ trước" in done.stderr, done.stderr)
    done = render("bao-cao-thang-tthc", "co-quan.yaml", "thang.csv", "--period", "2023-12", "--history", "so.db",
                  "--set", "Kỳ báo cáo=2023-11")
    check("data of another period is told", "tháng 11 năm 2023, còn --period là tháng 12 năm 2023" in done.stderr and
          "(period-differs)" in done.stderr, done.stderr)


# ---- many units ----

ONE = ("Mã hồ sơ,Lĩnh vực,Thủ tục,Kênh tiếp nhận,Ngày tiếp nhận,Hạn trả,Ngày trả,Trạng thái\n"
       "H1,Hộ tịch,Khai sinh,Trực tuyến,{came},2023-09-20,2023-09-18,Đã trả kết quả\n")


def test_units():
    (SCRATCH / "co-quan.yaml").write_text(MONTHLY)
    (SCRATCH / "mot.csv").write_text(ONE.format(came="2023-08-20"))
    done = render("bao-cao-thang-tthc", "co-quan.yaml", "mot.csv", "--period", "2023-09")
    check("choices that no row has are no typo", done.returncode == 0 and "(no-such-cell)" not in done.stderr, done.stderr)
    for name, came in ("AN BÌNH", "2023-08-20"), ("PHÚ LÂM", "2023-09-01"):
        (SCRATCH / "đơn vị.yaml").write_text(MONTHLY.replace("AN BÌNH", name))
        (SCRATCH / "xã").mkdir(exist_ok=True)
        (SCRATCH / "xã/Hồ sơ.csv").write_text(ONE.format(came=came))
        one = run("eval", "data", "đơn vị.yaml", "xã/Hồ sơ.csv", "--json").stdout
        (SCRATCH / f"{name}.json").write_text(one)
    head = (ROOT / "templates/tong-hop-tthc/example.yaml").read_text().split("ky_bao_cao:")[0]
    (SCRATCH / "dau.yaml").write_text(head)
    done = run("rollup", "bao-cao-thang-tthc", "AN BÌNH.json", "PHÚ LÂM.json", "--period", "2023-09", "-o", "tong.yaml")
    made = run("render", "tong-hop-tthc", "dau.yaml", "tong.yaml", "-o", "tong.docx")
    text = run("outline", "tong.docx").stdout
    check("reports of units are rolled up from their lists", done.returncode == made.returncode == 0 and
          "có 02/02 đơn vị gửi số liệu" in text and "- Tiếp nhận 02 hồ sơ, gồm: trực tuyến 02 hồ sơ" in text,
          done.stderr + made.stderr + text)
    done = run("rollup", "bao-cao-thang-tthc", "AN BÌNH.json", "PHÚ LÂM.json", "--period", "2023-09", "-o", "tong.xlsx")
    made = run("render", "tong-hop-tthc", "dau.yaml", "tong.xlsx", "-o", "tong-2.docx")
    check("a roll-up as a workbook gives the same document", done.returncode == made.returncode == 0 and
          (SCRATCH / "tong-2.docx").read_bytes() == (SCRATCH / "tong.docx").read_bytes(), done.stderr + made.stderr)
    again = run("rollup", "bao-cao-thang-tthc", "AN BÌNH.json", "--period", "2023-09", "-o", "tong.xlsx")
    check("and is not overwritten", again.returncode == 5 and "(output-exists)" in again.stderr, again.stderr)
    # by the calendar September ends on the 30th: a unit that begins on the 20th reports, by the decree it does not
    form = (ROOT / "tests/data/periodic/form.yaml").read_text()
    example = (ROOT / "tests/data/periodic/example.yaml").read_text()
    (SCRATCH / "units.csv").write_text("Tên,Từ ngày\nUBND xã An Bình,20/9/2023\n")
    for cut_off, code in ("nd09", 3), ("calendar", 0):
        (SCRATCH / cut_off).mkdir()
        (SCRATCH / cut_off / "form.yaml").write_text(
            form.replace("form: periodic", f"form: {cut_off}").replace("cut_off: nd09", f"cut_off: {cut_off}"))
        (SCRATCH / cut_off / "document.xml").write_text((ROOT / "tests/data/periodic/document.xml").read_text())
        (SCRATCH / "an-binh.yaml").write_text(example)
        done = run("rollup", cut_off, "an-binh.yaml", "--units", "units.csv", "--period", "2023-09", "-o", "-")
        check(f"units are judged by the end of the form's period: {cut_off}", done.returncode == code, done.stderr)


# ---- examples with one thing changed ----

PROCEDURES = "Thủ tục trực tuyến: [{{Thủ tục: Đăng ký khai sinh, Mức độ: {0}}}, {{Thủ tục: Xác nhận tình trạng hôn nhân, " \
    "Mức độ: {0}}}, {{Thủ tục: Đăng ký biến động đất đai, Mức độ: {0}}}]"
CHANGES = [
    ("chi-so-tthc", "Điểm: 101", "diem-toi-da", 3),
    ("bao-cao-thang-tthc", "Ưu điểm: 100% hồ sơ được số hóa.", "so-hoa-100", 3),
    ("bao-cao-thang-tthc", "Ưu điểm: 100% hồ sơ giải quyết đúng hạn.", "dung-han-100", 3),
    ("bao-cao-thang-tthc", "Ưu điểm: Không có hồ sơ trễ hạn.", "khong-tre-han", 3),
    ("bao-cao-thang-tthc", "Kỳ báo cáo: 2023-08-15..2023-09-10", "nhan-sau-ngay-chot", None),
    ("bao-cao-thang-tthc", PROCEDURES.format("Toàn trình"), "phat-sinh-mot-phan", 3),
    ("bao-cao-thang-tthc", PROCEDURES.format("Một phần"), "phat-sinh-toan-trinh", 3),
]


def test_changes():
    for form, changed, name, status in CHANGES:
        (SCRATCH / "doi.yaml").write_text(changed)
        done = render(form, ROOT / "templates" / form / "example.yaml", "doi.yaml")
        told = re.findall(r"\[([a-z0-9-]+)\] \(", done.stderr)
        check(f"{form}: {name} is told", name in told and status in (None, done.returncode)
              and (status is None or told.count(name) == len(told) == 1), done.stderr)


# ---- blank files ----


def test_new():
    done = run("new", "bao-cao-thang-tthc", "-o", "moi.yaml", "--period", "2023-10")
    check("new writes the period", done.returncode == 0 and "\nKỳ báo cáo: 2023-10\n" in (SCRATCH / "moi.yaml").read_text(),
          done.stderr)
    done = run("new", "bao-cao-thang-tthc", "-o", "moi.xlsx", "--period", "2023-10")
    cells = [[cell.value for cell in row] for row in openpyxl.load_workbook(SCRATCH / "moi.xlsx")["Chung"].rows]
    check("into a workbook too", any(row[:2] == ["Kỳ báo cáo", "2023-10"] for row in cells), cells)
    done = run("new", "bao-cao-thang-tthc", "-o", "sai.yaml", "--period", "2023-13")
    check("new refuses what is no period", done.returncode == 2 and "(period-unreadable)" in done.stderr and
          not (SCRATCH / "sai.yaml").exists(), done.stderr)
    done = run("new", "cong-van", "-o", "cv.yaml", "--period", "2023-10")
    check("a form without periods says so", done.returncode == 0 and "(period-no-field)" in done.stderr, done.stderr)


os.chdir(SCRATCH)
test_figures()
test_faults()
test_contradictions()
test_year()
test_units()
test_changes()
test_new()
finish()
