"""SQL of forms: queries over fractions give what Python's fractions give, and queries without any give what SQLite
gives. Expressions have only the parentheses they need, so that what binds tighter shows.

queries.py VANBAN SCRATCH
"""

import json
import math
import random
import sqlite3
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from xml.sax.saxutils import escape

from results import check, finish, has_no

VANBAN, SCRATCH = sys.argv[1], Path(sys.argv[2])
QUERIES = 1200  # of each kind
DOCUMENT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
%s</w:body></w:document>"""
ROWS = [("0.1", 1, "a"), ("0.2", 2, "b"), ("58.3", 7, "c"), ("2.675", 40, "abc"), ("3", -3, "b"), ("-1.005", 12, "d")]


def run(*arguments):
    return subprocess.run([VANBAN, *map(str, arguments)], capture_output=True, text=True, check=False)


def answers(queries):
    """(SQL, type) → what each prints; the texts of the problems when there are any."""
    form = SCRATCH / "truy-van"
    form.mkdir(exist_ok=True)
    head = {"form": "truy-van", "title": "Truy vấn"}
    columns = [{"name": name, "label": name.upper(), "type": kind}
               for name, kind in (("x", "number"), ("n", "number"), ("s", "text"))]
    derived = [{"name": f"q{i}", "type": kind, "sql": sql} for i, (sql, kind) in enumerate(queries)]
    head |= {"fields": [{"name": "t", "label": "T", "type": "table", "fields": columns}], "derived": derived}
    (form / "form.yaml").write_text(json.dumps(head, ensure_ascii=False, indent=0), encoding="utf-8")
    lines = "".join(f"<w:p><w:r><w:t>{escape('[{{ q%d }}]' % i)}</w:t></w:r></w:p>\n" for i in range(len(queries)))
    (form / "document.xml").write_text(DOCUMENT % lines, encoding="utf-8")
    rows = ",\n".join(f'{{"x":{x},"n":{n},"s":{json.dumps(s)}}}' for x, n, s in ROWS)
    (SCRATCH / "t.json").write_text(f'{{"t":[{rows}]}}', encoding="utf-8")
    done = run("render", form, SCRATCH / "t.json", "-o", SCRATCH / "q.docx", "--force", "--numbers", "plain")
    if done.returncode != 0:
        return done.stderr
    return [line[1:-1] for line in run("outline", SCRATCH / "q.docx").stdout.splitlines() if line.startswith("[")]


# ---- fractions: a number is (value, is_real), NULL is None, else a text ----


def cut(value):
    return math.trunc(value)


def compute(sign, left, right):
    if left is None or right is None:
        return None
    (a, is_real), (b, other) = left, right
    is_real = is_real or other
    if sign == "%":
        a, b = cut(a), cut(b)
    if sign in "/%" and b == 0:
        return None
    result = {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: Fraction(a) / b,
              "%": lambda: a - b * cut(Fraction(a, b))}[sign]()
    if sign == "/" and not is_real:
        result = Fraction(cut(result))
    return Fraction(result), is_real


def rounded(value, decimals):
    scaled = abs(value) * 10**decimals
    units = math.floor(scaled + Fraction(1, 2))
    return Fraction(-units if value < 0 else units, 10**decimals)


def digits(value):
    """A decimal without zeros at its end."""
    text = format(Decimal(value.numerator) / Decimal(value.denominator), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def fixed(value, decimals):
    text = f"{Decimal(rounded(value, decimals).numerator) / Decimal(rounded(value, decimals).denominator):.{decimals}f}"
    return text.lstrip("-") if not any(digit in "123456789" for digit in text) else text


class Writer:
    """A random expression as SQL, with how tight it binds, and as a function of a row."""

    def __init__(self, chance):
        self.chance = chance

    def literal(self):
        kind = self.chance.randrange(6)
        if kind == 0:
            number = str(self.chance.randint(0, 120))
            return number, 4, lambda row: (Fraction(number), False)
        if kind == 1:
            number = f"{self.chance.randint(0, 99)}.{self.chance.randint(0, 999):03d}"
            return number, 4, lambda row: (Fraction(number), True)
        if kind == 2:
            number = self.chance.choice([".5", "5.", "1e2", "25E-1", "'4.35'"])
            value = Fraction(Decimal(number.strip("'")))
            return number, 4, lambda row: (value, True)
        if kind == 3:
            return "n", 4, lambda row: (Fraction(row[1]), False)
        return self.chance.choice(["x", '"X"', "t.x"]), 4, lambda row: (Fraction(row[0]), True)

    def within(self, depth, tightness):
        sql, own, value = self.number(depth)
        return (sql if own >= tightness else f"({sql})"), value

    def binary(self, depth):
        sign = self.chance.choice("+-*/%+-*/")
        own = 1 if sign in "+-" else 2
        (left, a), (right, b) = self.within(depth, own), self.within(depth, own + 1)
        blank = self.chance.choice(["", " ", " /* … */ "])
        return f"{left}{blank}{sign} {right}", own, lambda row: compute(sign, a(row), b(row))

    def minus(self, depth):
        sql, value = self.within(depth, 3)
        return f"- {sql}", 3, lambda row: compute("-", (Fraction(0), False), value(row))

    def call(self, depth):
        sql, value = self.within(depth, 0)
        places = self.chance.randint(0, 3)
        name, shown, function = self.chance.choice([
            ("round", f"round({sql}, {places})", lambda v: (rounded(v[0], places), True)),
            ("round", f"ROUND({sql})", lambda v: (rounded(v[0], 0), True)),
            ("abs", f"abs({sql})", lambda v: (abs(v[0]), v[1])),
            ("floor", f"floor({sql})", lambda v: (Fraction(math.floor(v[0])), v[1])),
            ("ceil", f'"ceil"({sql})', lambda v: (Fraction(math.ceil(v[0])), v[1])),
            ("cast", f"CAST({sql} AS INTEGER)", lambda v: (Fraction(cut(v[0])), False)),
            ("cast", f"CAST({sql} AS REAL)", lambda v: (v[0], True)),
            ("scalar", f"(SELECT {sql})", lambda v: v),
        ])
        is_text = sql.startswith("'") and name in ("abs",)

        def result(row):
            given = value(row)
            given = given if given is None else function(given)
            return (given[0], True) if given is not None and is_text else given
        return shown, 4, result

    def condition(self, depth):
        sign = self.chance.choice(["<", "<=", "=", ">", ">=", "<>", "BETWEEN"])
        (left, a), (right, b) = self.within(depth, 1), self.within(depth, 1)
        if "'" in left + right:  # a text is compared as a text
            left, right = f"{left} + 0", f"{right} + 0"
        if sign == "BETWEEN":
            third = f"{right} AND {right}"
            return f"{left} BETWEEN {third}", lambda row: self.order(a(row), b(row), "=")
        return f"{left} {sign} {right}", lambda row: self.order(a(row), b(row), sign)

    @staticmethod
    def order(left, right, sign):
        if left is None or right is None:
            return None
        return {"<": left[0] < right[0], "<=": left[0] <= right[0], "=": left[0] == right[0], ">": left[0] > right[0],
                ">=": left[0] >= right[0], "<>": left[0] != right[0]}[sign]

    def choice(self, depth):
        (test, holds), (then, a), (other, b) = self.condition(depth), self.within(depth, 0), self.within(depth, 0)
        return f"CASE WHEN {test} THEN {then} ELSE {other} END", 4, lambda row: a(row) if holds(row) else b(row)

    def number(self, depth):
        if depth == 0 or self.chance.random() < 0.15:
            return self.literal()
        kinds = [self.binary] * 6 + [self.minus, self.call, self.call, self.choice]
        return self.chance.choice(kinds)(depth - 1)


def shown_number(result):
    if result is None:
        return "None"
    return str(result[0].numerator) if result[0].denominator == 1 else repr(float(result[0]))


def random_query(writer):
    """SQL, its type and what is wanted."""
    chance, row_number = writer.chance, writer.chance.randrange(len(ROWS))
    row, where = ROWS[row_number], f"FROM t WHERE rowid = {row_number + 1}"
    sql, _, value = writer.number(3)
    if "'4.35'" == sql:
        sql = f"{sql} + 0"
    kind, result = chance.randrange(7), value(row)
    if kind == 0:
        test, holds = writer.condition(2)
        return f"SELECT count(*) FROM t WHERE {test}", "number", str(sum(holds(other) is True for other in ROWS))
    if kind == 1:
        terms = [term for term in map(value, ROWS) if term is not None]
        total = (sum(term[0] for term in terms), True) if terms else None
        name = chance.choice(["sum", "avg", "total"])
        if name == "avg" and terms:
            total = total[0] / len(terms), True
        return f"SELECT {name}({sql} + 0) FROM t", "number", \
            "0" if name == "total" and not terms else shown_number(total)
    if kind == 2:
        wanted = "" if result is None else fixed(result[0], 2)
        return f"SELECT printf('%.2f', {sql}) {where}", "text", wanted or "0.00"
    if kind == 3:
        wanted = None if result is None else digits(rounded(result[0], 1)) + " %"
        return f"SELECT round({sql}, 1) || ' %' {where}", "text", str(wanted)
    if kind == 4:
        wanted = "0" if result is None else str(cut(result[0]))
        return f"SELECT printf('%d', ({sql}) + 0) {where}", "text", wanted
    return f"SELECT {sql} {where}", "number", shown_number(result)


def differences(queries, wanted):
    given = answers(queries)
    if isinstance(given, str):
        return given.splitlines()
    wrong = [f"{sql}: {told}, not {right}" for (sql, _), told, right in zip(queries, given, wanted, strict=True)
             if told != right]
    return wrong


def test_fractions():
    writer = Writer(random.Random(20230924))
    cases = [random_query(writer) for _ in range(QUERIES)]
    has_no(f"{QUERIES} queries over fractions are as Python's fractions",
           differences([case[:2] for case in cases], [case[2] for case in cases]))
    sql, kind, right = cases[0]
    check("a wrong figure would be seen", len(differences([(sql, kind)], [right + "1"])) == 1)


# ---- what has no fractions is as it was ----

WORDS = ["1", "2", "3", "7", "0", "10", "n", "n", "rowid", "s", "'5'", "'abc'", "'12abc'", "NULL", "0x1F", "''", "'-3'"]
SIGNS = ["+", "-", "*", "/", "%", "||", "&", "|", "<<", ">>", "<", ">=", "=", "<>", "AND", "OR", "IS NOT", "LIKE",
         "GLOB", "+", "-", "*", "/"]
CALLS = {"length": 1, "coalesce": 2, "typeof": 1, "upper": 1, "trim": 1, "ifnull": 2, "max": 2, "min": 2, "substr": 3,
         "iif": 3, "nullif": 2, "instr": 2, "replace": 3, "hex": 1}


def primary(chance, depth):
    kind = chance.randrange(12) if depth > 0 else 0
    if kind < 4:
        return chance.choice(WORDS)
    if kind == 4:
        return f"({whole(chance, depth - 1)})"
    if kind == 5:
        return f"CASE WHEN {whole(chance, depth - 1)} THEN {whole(chance, depth - 1)} END"
    if kind == 6:
        affinity = chance.choice(["INTEGER", "TEXT", "int", "varchar(10)"])
        return f"CAST({whole(chance, depth - 1)} AS {affinity})"
    if kind == 7:
        return f"{chance.choice('-+~')} {primary(chance, depth - 1)}"
    if kind == 8:
        return f"EXISTS (SELECT {whole(chance, depth - 1)} FROM t WHERE {whole(chance, depth - 1)})"
    if kind == 9:
        return f"{primary(chance, depth - 1)} COLLATE nocase"
    if kind == 10:
        form = chance.choice(["%d|%s", "%5d|%-4s", "%05d|%s", "%+d|%s", "%,d|%s"])
        return f"printf('{form}', {whole(chance, depth - 1)}, {whole(chance, depth - 1)})"
    name = chance.choice(sorted(CALLS))
    return f"{name}({', '.join(whole(chance, depth - 1) for _ in range(CALLS[name]))})"


def whole(chance, depth):
    sql = ("NOT " if chance.random() < 0.05 else "") + primary(chance, depth)
    for _ in range(chance.choice([0, 1, 1, 2, 3])):
        sql += f" {chance.choice(SIGNS)} {primary(chance, depth)}"
    ends = [f" IN ({chance.choice(WORDS)}, n)", f" BETWEEN {chance.choice(WORDS)} AND n + 1", " ISNULL"]
    return sql + (chance.choice(ends) if chance.random() < 0.1 else "")


def test_integers():
    chance, queries, wanted = random.Random(2023), [], []
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE t(x, n, s)")
    database.executemany("INSERT INTO t VALUES (?, ?, ?)", [(float(x), n, s) for x, n, s in ROWS])
    while len(queries) < QUERIES:
        sql = f"SELECT {whole(chance, 3)} FROM t WHERE rowid = {chance.randint(1, 6)}"
        try:
            given = database.execute(sql).fetchone()[0]
        except sqlite3.Error:
            continue
        if len(sql) < 400 and not isinstance(given, (float, bytes)) and "\0" not in str(given):
            queries.append((sql, "text" if isinstance(given, str) else "number"))
            wanted.append(str(given))
    has_no(f"{QUERIES} queries without fractions are as SQLite answers them", differences(queries, wanted))


test_fractions()
test_integers()
finish()
