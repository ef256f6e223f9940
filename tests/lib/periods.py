"""Two years of monthly reports made, closed and compared with SQL of our own; then the same with processes killed.

periods.py year|killed VANBAN FOLDER: prints what is wrong, nothing when all is right.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FORM = os.path.join(ROOT, "tests/data/periodic")
UNITS = ["UBND xã An Bình", "UBND xã Phú Lâm"]


def figures(months, seed):
    """Rows (unit, year, month, received, carried, done, fee), each month carrying on what the last one left."""
    chance = random.Random(seed)
    rows = []
    for unit in UNITS:
        carried = chance.randrange(10)
        for position in range(months):
            received = chance.choice([0, 1, chance.randrange(5, 400)])
            done = chance.randrange(received + carried + 1)
            rows.append((unit, 2022 + position // 12, position % 12 + 1, received, carried, done,
                         chance.randrange(10**9)))
            carried = received + carried - done
    return rows


def command(vanban, folder, row):
    unit, year, month, received, carried, done, fee = row
    document = "%s-%d-%02d.docx" % (unit[-3:], year, month)
    return [vanban, "render", FORM, os.path.join(FORM, "example.yaml"), "-o", document, "--force",
            "--period", "%d-%02d" % (year, month), "--history", "so.db", "--unit", unit,
            "--set", "nhan=%d" % received, "--set", "con_lai=%d" % carried, "--set", "xong=%d" % done,
            "--set", "phi=%d" % fee], document


def grouped(number):
    return ("%02d" % number if 0 < number < 10 else format(number, ",").replace(",", "."))


def expected(base, row):
    """The line “Số” by SQL over what was entered."""
    unit, year, month = row[:3]
    one = "SELECT received + carried FROM report WHERE unit = ? AND year = ? AND month = ?"
    ask = lambda sql, *values: base.execute(sql, values).fetchone()
    previous = ask(one, unit, *((year, month - 1) if month > 1 else (year - 1, 12)))
    earlier = ask(one, unit, year - 1, month)
    sums = ask("SELECT sum(received + carried), sum(fee), sum(received + carried - done) FROM report"
               " WHERE unit = ? AND year = ? AND month <= ?", unit, year, month)
    shown = [grouped(row[3] + row[4])]
    shown += [grouped(found[0]) if found else "" for found in (previous, earlier)]
    shown += [grouped(sums[0]), grouped(sums[1]) + "đ", grouped(sums[2])]
    return "Số: " + "|".join(shown)


def run(words, folder):
    return subprocess.run(words, cwd=folder, capture_output=True, text=True)


def check_row(vanban, folder, base, row):
    words, document = command(vanban, folder, row)
    made = run(words, folder)
    if made.returncode != 0:
        return print(document, made.stderr)
    outline = run([vanban, "outline", document], folder).stdout
    wanted = expected(base, row)
    if wanted not in outline.splitlines():
        print(document, "wanted", wanted, "in", outline)
    period = "%d-%02d" % row[1:3]
    closed = run([vanban, "period", "close", "--history", "so.db", "--period", period, "--unit", row[0]], folder)
    if closed.returncode != 0:
        print(document, closed.stderr)


def check_year(vanban, folder):
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE report(unit, year, month, received, carried, done, fee)")
    rows = figures(24, 20)[:24] + figures(24, 20)[24:27]
    for row in rows:
        base.execute("INSERT INTO report VALUES(?,?,?,?,?,?,?)", row)
        check_row(vanban, folder, base, row)
    changed = rows[5][:3] + (rows[5][3] + 1,) + rows[5][4:]
    refused = run(command(vanban, folder, changed)[0], folder)
    if refused.returncode != 3 or "(history-closed)" not in refused.stderr:
        print("a closed month was changed", refused.stderr)
    history = sqlite3.connect(os.path.join(folder, "so.db"))
    kept = history.execute(
        "SELECT report.unit, period, value FROM figure JOIN report ON report.id = report WHERE name = 'tiep_nhan'"
        " ORDER BY 1, 2").fetchall()
    wanted = base.execute("SELECT unit, printf('%d-%02d', year, month), cast(received + carried AS text)"
                          " FROM report ORDER BY 1, 2").fetchall()
    if kept != wanted:
        print("history has", kept, "wanted", wanted)


def check_history(folder, when):
    path = os.path.join(folder, "so.db")
    if not os.path.exists(path):
        return
    history = sqlite3.connect(path)
    if history.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        print(when, "the history is damaged")
    if history.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'report'").fetchone() == (0,):
        return
    for document, figures_kept in history.execute(
            "SELECT document, (SELECT count(*) FROM figure WHERE report = report.id) FROM report"):
        if not os.path.exists(os.path.join(folder, document)) or figures_kept != 7:
            print(when, document, "is half in the history")
    history.close()


def check_killed(vanban, folder):
    chance = random.Random(4)
    rows = figures(6, 8)[:6]
    started = time.monotonic()
    if run(command(vanban, folder, rows[0])[0], folder).returncode != 0:
        print("the first report failed")
    whole = time.monotonic() - started
    for row in rows[1:]:
        for attempt in range(3):
            process = subprocess.Popen(command(vanban, folder, row)[0], cwd=folder,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(whole * (0.5 + 0.6 * chance.random()))
            process.send_signal(signal.SIGKILL)
            process.wait()
            check_history(folder, "killed at %d-%02d" % row[1:3])
        last = run(command(vanban, folder, row)[0], folder)
        if last.returncode != 0:
            print("after killing", last.stderr)
    left = [name for name in os.listdir(folder) if "journal" in name]
    if left:
        print("left behind", left)


if __name__ == "__main__":
    {"year": check_year, "killed": check_killed}[sys.argv[1]](sys.argv[2], sys.argv[3])
