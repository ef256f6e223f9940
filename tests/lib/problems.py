"""Looks at engine/base/problems.def: problems.py texts|used|tested prints what is wrong with its rows."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIELDS = ["code", "name", "severity", "exit", "vi", "en", "vi_hint", "en_hint"]
TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|([A-Za-z_0-9]+)|([(),])|/\*.*?\*/|\s+', re.S)


def read_rows():
    """One list of eight texts for each PROBLEM(...); adjacent literals are joined as the compiler does."""
    row = None
    for literal, word, mark in TOKEN.findall((ROOT / "engine/base/problems.def").read_text()):
        if word == "PROBLEM" and row is None:
            row = []
        elif row is not None and mark == ")":
            yield row
            row = None
        elif row is not None and mark:
            row.append("")
        elif row is not None:
            row[-1] += literal or word


def check_texts(rows):
    seen = set()
    for row in rows:
        if len(row) != len(FIELDS):
            print(f"{row[0]}: {len(row)} texts instead of {len(FIELDS)}")
            continue
        for field, text in zip(FIELDS, row):
            if not text.strip():
                print(f"{row[0]}: {field} is empty")
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row[1]):
            print(f"{row[0]}: the name {row[1]} is not lower-case words joined by hyphens")
        for key in (row[0], row[1]):
            if key in seen:
                print(f"{row[0]}: {key} stands twice")
            seen.add(key)


def texts_below(folder, *patterns):
    for pattern in patterns:
        for path in (ROOT / folder).rglob(pattern):
            if path.is_file() and path.name != "problems.def":
                yield path.read_text(errors="replace")


def words_of(texts):
    words = set()
    for text in texts:
        words.update(re.findall(r"[A-Za-z0-9_-]+", text))
    return words


def check_used(rows):
    words = words_of(texts_below("engine", "*.c", "*.h", "*.def"))
    for row in rows:
        if not words & {f"PROBLEM_{row[0]}", row[0], row[1]}:
            print(f"{row[0]} is reported nowhere")


def check_tested(rows):
    """A name of one word may stand anywhere; it is named as a problem is told, or as a test asks for it."""
    texts = list(texts_below("tests", "*"))
    told = re.findall(r"\(([a-z]+)\)|! ([a-z]+):|\"([a-z]+)[\":]|[2-6] ([a-z]+) ", "\n".join(texts))
    named = {word for word in words_of(texts) if "-" in word or "_" in word} | {word for row in told for word in row}
    for row in rows:
        if not named & {f"PROBLEM_{row[0]}", row[1]}:
            print(f"{row[0]} ({row[1]}) is named by no test")


CHECKS = {"texts": check_texts, "used": check_used, "tested": check_tested}
CHECKS[sys.argv[1]](list(read_rows()))
