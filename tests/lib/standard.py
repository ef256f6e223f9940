#!/usr/bin/env python3
"""Documents that break one rule of the standard each, and what the checker says of them.

tests/standard/<rule>/case:
    base: cong-van                                  a file of tests/standard/bases: the form and its data
    good: append phu-luc.xml                        edits of both documents
    bad: run QuocHieu <w:sz w:val="30"/>            edits of the bad one alone

Edits, by the style of paragraphs of word/document.xml:
    run STYLE XML          puts XML into the properties of each run; STYLE#2: of the second paragraph of the style
    para STYLE XML         puts XML into the properties of each paragraph
    text STYLE A => B      replaces the pattern A in each text
    set STYLE TEXT         makes TEXT the only words of each; \\u202f and the like are characters
    copy STYLE TEXT        puts a paragraph like the last one with these words behind it
    drop STYLE             takes the paragraphs out
    move STYLE OTHER       puts them behind the last paragraph of the other style
    row STYLE              puts the first one and what follows in its cell into a row of their own, below
    append FILE            puts the paragraphs of a file of tests/standard/bases before the last w:sectPr
    after STYLE FILE       … behind the last paragraph of that style
    part NAME A => B       replaces the pattern A in a part

usage: standard.py make VANBAN FOLDER       makes FOLDER/<rule>-good.docx and -bad.docx
       standard.py verify FOLDER FINDINGS   FINDINGS: what check --json said; prints what is wrong
       standard.py rules                    rules without a folder, and folders without a rule
"""

import copy
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as tree
import zipfile

import yaml

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
cases = os.path.join(root, "tests", "standard")
bases = os.path.join(cases, "bases")
word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
names = {
    "w": word,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "v": "urn:schemas-microsoft-com:vml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
for prefix, uri in names.items():
    tree.register_namespace(prefix, uri)


def tag(name):
    return "{%s}%s" % (word, name)


def parse(xml):
    spaces = " ".join('xmlns:%s="%s"' % item for item in names.items())
    return list(tree.fromstring("<x %s>%s</x>" % (spaces, xml)))


def style_of(paragraph):
    style = paragraph.find("w:pPr/w:pStyle", names)
    return style.get(tag("val")) if style is not None else ""


def put(element, holder, xml):
    properties = element.find("w:" + holder, names)
    if properties is None:
        properties = tree.Element(tag(holder))
        element.insert(0, properties)
    for child in parse(xml):
        for old in properties.findall(child.tag):
            properties.remove(old)
        properties.append(child)


def paragraphs_of(document, selector):
    style, _, number = selector.partition("#")
    found = [p for p in document.iter(tag("p")) if style_of(p) == style]
    if number:
        found = found[int(number) - 1 : int(number)]
    if not found:
        raise SystemExit("no paragraph of the style %s" % selector)
    return found


def parent_of(document, element):
    return next(p for p in document.iter() if element in list(p))


def new_row(document, paragraph):
    cell = parent_of(document, paragraph)
    row = parent_of(document, cell)
    table = parent_of(document, row)
    cells = row.findall("w:tc", names)
    fresh = tree.Element(tag("tr"))
    for own in cells:
        cell_copy = tree.SubElement(fresh, tag("tc"))
        properties = own.find("w:tcPr", names)
        if properties is not None:
            cell_copy.append(properties)
        moved = list(cell)[list(cell).index(paragraph) :] if own is cell else [tree.Element(tag("p"))]
        for child in moved:
            if own is cell:
                cell.remove(child)
            cell_copy.append(child)
    cell.append(tree.Element(tag("p")))
    table.insert(list(table).index(row) + 1, fresh)


def set_words(paragraph, words):
    runs = [run for run in paragraph.iter(tag("r")) if run.find("w:t", names) is not None]
    for run in runs[1:]:
        parent_of(paragraph, run).remove(run)
    for child in list(runs[0]):
        if child.tag != tag("rPr"):
            runs[0].remove(child)
    text = tree.SubElement(runs[0], tag("t"))
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match.group(1), 16)), words)


def read_base(name):
    with open(os.path.join(bases, name), encoding="utf-8") as file:
        return parse(file.read())


def edit_document(document, verb, style, rest):
    if verb == "append":
        body = document.find("w:body", names)
        at = len(body) - 1 if body[-1].tag == tag("sectPr") else len(body)
        for child in reversed(read_base(style)):
            body.insert(at, child)
        return
    found = paragraphs_of(document, style)
    if verb == "row":
        new_row(document, found[0])
        return
    if verb == "move":
        for paragraph in found:
            parent_of(document, paragraph).remove(paragraph)
        last = paragraphs_of(document, rest)[-1]
        parent = parent_of(document, last)
        at = list(parent).index(last) + 1
        parent[at:at] = found
        return
    if verb == "after":
        parent = parent_of(document, found[-1])
        at = list(parent).index(found[-1]) + 1
        for child in reversed(read_base(rest)):
            parent.insert(at, child)
        return
    if verb == "copy":
        fresh = copy.deepcopy(found[-1])
        set_words(fresh, rest)
        parent = parent_of(document, found[-1])
        parent.insert(list(parent).index(found[-1]) + 1, fresh)
        return
    changed = 0
    for paragraph in found:
        if verb == "set":
            set_words(paragraph, rest)
            changed += 1
        elif verb == "run":
            for run in paragraph.iter(tag("r")):
                put(run, "rPr", rest)
                changed += 1
        elif verb == "para":
            put(paragraph, "pPr", rest)
            changed += 1
        elif verb == "drop":
            parent_of(document, paragraph).remove(paragraph)
            changed += 1
        elif verb == "text":
            old, new = rest.split(" => ") if " => " in rest else (rest[: -len(" =>")], "")
            for text in paragraph.iter(tag("t")):
                text.text, count = re.subn(old, new, text.text or "")
                changed += count
        else:
            raise SystemExit("no edit %s" % verb)
    if changed == 0:
        raise SystemExit("%s %s %s changes nothing" % (verb, style, rest))


def edit(parts, line):
    verb, rest = line.split(" ", 1)
    if verb == "part":
        name, change = rest.split(" ", 1)
        old, new = change.split(" => ") if " => " in change else (change[: -len(" =>")], "")
        text, count = re.subn(old, new, parts[name].decode("utf-8"))
        if count == 0:
            raise SystemExit("%s changes nothing" % line)
        parts[name] = text.encode("utf-8")
        return
    style, _, rest = rest.partition(" ")
    document = tree.fromstring(parts["word/document.xml"])
    edit_document(document, verb, style, rest)
    parts["word/document.xml"] = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + tree.tostring(document)


def read_case(rule):
    case = {"good": [], "bad": []}
    with open(os.path.join(cases, rule, "case"), encoding="utf-8") as file:
        for line in file:
            key, _, value = line.strip().partition(": ")
            if key == "base":
                case["base"] = value
            elif key in case:
                case[key].append(value)
            elif key and not key.startswith("#"):
                raise SystemExit("%s: no key %s" % (rule, key))
    return case


def folders():
    return sorted(name for name in os.listdir(cases) if name != "bases")


def render(vanban, base, folder):
    """The parts of the document that a base makes; its first line names the form."""
    data = os.path.join(bases, base + ".yaml")
    with open(data, encoding="utf-8") as file:
        form = file.readline().strip("# \n")
    output = os.path.join(folder, "base-" + base + ".docx")
    subprocess.run([vanban, "render", form, data, "-o", output, "--force"], check=True, stderr=subprocess.DEVNULL)
    with zipfile.ZipFile(output) as package:
        return {name: package.read(name) for name in package.namelist()}


def write(parts, path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def make(vanban, folder):
    made = {}
    for rule in folders():
        case = read_case(rule)
        if case["base"] not in made:
            made[case["base"]] = render(vanban, case["base"], folder)
        parts = dict(made[case["base"]])
        try:
            for line in case["good"]:
                edit(parts, line)
            write(parts, os.path.join(folder, rule + "-good.docx"))
            for line in case["bad"]:
                edit(parts, line)
        except SystemExit as wrong:
            raise SystemExit("%s: %s" % (rule, wrong))
        write(parts, os.path.join(folder, rule + "-bad.docx"))


def verify(folder, findings):
    found = {}
    with open(findings, encoding="utf-8") as file:
        for line in file:
            problem = json.loads(line)
            found.setdefault(os.path.basename(problem["file"]), []).append(problem)
    for rule in folders():
        for kind, wanted in (("good", []), ("bad", [rule])):
            own = found.get("%s-%s.docx" % (rule, kind), [])
            if sorted(set(problem["rule"] for problem in own)) != wanted:
                print("%s-%s.docx:" % (rule, kind))
                for problem in own:
                    print("    %s: %s (%s)" % (problem["rule"], problem["message"], problem["place"]["words"]))
                if not own:
                    print("    nothing found")


def rules():
    with open(os.path.join(root, "templates", "standard", "nd30-2020", "rules.yaml"), encoding="utf-8") as file:
        there = {rule["id"] for rule in yaml.safe_load(file)["rules"]}
    for rule in sorted(there - set(folders())):
        print("no folder tests/standard/%s" % rule)
    for rule in sorted(set(folders()) - there):
        print("no rule %s" % rule)


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        make(sys.argv[2], sys.argv[3])
    elif sys.argv[1:2] == ["verify"]:
        verify(sys.argv[2], sys.argv[3])
    elif sys.argv[1:] == ["rules"]:
        rules()
    else:
        sys.exit(__doc__)
