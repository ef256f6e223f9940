#!/usr/bin/python3
"""The failures of a batch, a line each: "record code place".

usage: failures.py failed.jsonl
"""
import json
import sys
from pathlib import Path


def main():
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        result = json.loads(line)
        for problem in result["problems"] if result["outcome"] == "failed" else []:
            print(result["record"], problem["code"], problem["place"]["words"])


if __name__ == "__main__":
    main()
