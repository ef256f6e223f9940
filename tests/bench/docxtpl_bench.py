#!/usr/bin/python3
"""Renders a template N times with docxtpl into a folder; prints documents per second and peak memory in MiB.

usage: docxtpl_bench.py TEMPLATE DATA.json N FOLDER/
"""
import json
import resource
import sys
import time

from docxtpl import DocxTemplate


def main():
    template, data, count, folder = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    with open(data, encoding="utf-8") as file:
        context = json.load(file)
    start = time.perf_counter()
    for number in range(count):
        document = DocxTemplate(template)
        document.render(context)
        document.save(f"{folder}{number}.docx")
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{count / seconds:.4f} {peak / 1024:.1f}")


if __name__ == "__main__":
    main()
