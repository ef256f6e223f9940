#!/usr/bin/python3
"""Names that file systems do not take, and what becomes of them.

usage: names.py write RECORDS.jsonl | compare FOLDER
"""
import json
import os
import sys

NAMES = {
    "UBND xã/phường: số 1?": "UBND xã-phường- số 1-.docx",
    "  con ": "_con.docx",
    "Lpt1": "_Lpt1.docx",
    "ho\u0300a": "h\u00f2a.docx",
    "a.DOCX": "a.docx",
    'bảng*<>|"\\': "bảng------.docx",
    "đuôi . ": "đuôi.docx",
    "x" * 200: "x" * 200 + ".docx",
    "tab\tvà\nxuống dòng": "tab-và-xuống dòng.docx",
    "../../etc/passwd": "_-..-etc-passwd.docx",
    "-rf": "_-rf.docx",
    "COM¹": "_COM¹.docx",
    "ẩn\u200b": "ẩn.docx",
    "..": None,
    "y" * 201: None,
    "": None,
}


def main():
    if sys.argv[1] == "write":
        with open(sys.argv[2], "w", encoding="utf-8") as file:
            for name in NAMES:
                print(json.dumps({"Mã": name, "Kính gửi": "Ban A"}, ensure_ascii=False), file=file)
        return
    wanted = {name for name in NAMES.values() if name} | {"failed.jsonl", "manifest.jsonl"}
    there = set(os.listdir(sys.argv[2]))
    if there != wanted:
        sys.exit(f"missing: {wanted - there}, too many: {there - wanted}")


if __name__ == "__main__":
    main()
