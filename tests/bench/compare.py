#!/usr/bin/python3
"""Fails unless two documents have the same paragraphs of text, in the same tables.

usage: compare.py A.docx B.docx
"""
import itertools
import sys
import zipfile
from xml.etree import ElementTree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paragraphs(path):
    """The text of each paragraph, and a mark where a row of a table ends; without holding the document."""
    with zipfile.ZipFile(path) as archive, archive.open("word/document.xml") as part:
        for _, element in ElementTree.iterparse(part):
            if element.tag == WORD + "p":
                yield "".join(text.text or "" for text in element.iter(WORD + "t"))
                element.clear()
            elif element.tag == WORD + "tr":
                yield "|"
                element.clear()


def main():
    first, second = sys.argv[1:]
    for number, pair in enumerate(itertools.zip_longest(paragraphs(first), paragraphs(second)), 1):
        if pair[0] != pair[1]:
            sys.exit(f"paragraph {number} differs:\n{first}: {pair[0]!r}\n{second}: {pair[1]!r}")


if __name__ == "__main__":
    main()
