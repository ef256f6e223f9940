#!/usr/bin/python3
"""The rows of a CSV file as every other kind of table: JSON, JSON lines, a workbook, a SQLite file.

usage: records.py TABLE.csv OUT (makes OUT.json, OUT.jsonl, OUT.xlsx, OUT.db)
"""
import csv
import json
import sqlite3
import sys
from pathlib import Path

import openpyxl


def main():
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    out = sys.argv[2]
    names = list(rows[0])
    Path(f"{out}.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    Path(f"{out}.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    book = openpyxl.Workbook()
    for row in [names, *(list(row.values()) for row in rows)]:
        book.active.append(row)
    book.save(f"{out}.xlsx")
    with sqlite3.connect(f"{out}.db") as database:
        database.execute(f"CREATE TABLE ban_ghi ({', '.join(json.dumps(name, ensure_ascii=False) for name in names)})")
        marks = ", ".join("?" * len(names))
        database.executemany(f"INSERT INTO ban_ghi VALUES ({marks})", [list(row.values()) for row in rows])


if __name__ == "__main__":
    main()
