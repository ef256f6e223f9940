"""Metadata as Appendix VI, part II.I of Decree 30/2020/NĐ-CP has them: names, order, how often, types and lengths.

metadata.py FILE.xml COUNT: so many documents must be there.
"""
import re
import sys
import xml.etree.ElementTree as tree

# name: (the elements inside in order, or longest text, pattern); * may be repeated
ANY, NUMBER, DAY = r"(?s).+", r"[0-9]+", r"\d{4}-\d{2}-\d{2}"
DOCUMENT = [
    ("FileCode", [("OrganId", (13, ANY)), ("FileCatalog", (4, NUMBER)), ("FileNotation", (20, ANY))]),
    ("DocOrdinal", (3, NUMBER)),
    ("TypeName", (100, ANY)),
    ("CodeNumber", (11, NUMBER)),
    ("CodeNotation", (30, ANY)),
    ("IssuedDate", (10, DAY)),
    ("OrganName", (200, ANY)),
    ("Subject", (500, ANY)),
    ("Language", (30, ANY)),
    ("PageAmount", (3, NUMBER)),
    ("Description", (500, ANY)),
    ("SignerInfo", [("Position", (100, ANY)), ("FullName", (50, ANY))]),
    ("To*", [("OrganId", (13, ANY)), ("OrganName", (200, ANY))]),
    ("Priority", (1, NUMBER)),
    ("IssuedAmount", (3, NUMBER)),
    ("DueDate", (10, DAY)),
]


def hold(element, kinds):
    at = 0
    for child in element:
        while at < len(kinds) and kinds[at][0].rstrip("*") != child.tag:
            at += 1
        assert at < len(kinds), f"{child.tag} in {element.tag}: unknown, twice, or out of order"
        name, content = kinds[at]
        if isinstance(content, list):
            hold(child, content)
            assert len(child) > 0, f"{child.tag} is empty"
        else:
            length, pattern = content
            text = child.text or ""
            assert len(text) <= length and re.fullmatch(pattern, text), f"{child.tag}: {text}"
        at += not name.endswith("*")


root = tree.parse(sys.argv[1]).getroot()
assert root.tag == "Documents" and len(root) == int(sys.argv[2]), len(root)
for document in root:
    assert document.tag == "Document", document.tag
    hold(document, DOCUMENT)
