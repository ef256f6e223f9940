"""Called by tests/extract.sh: makes the documents of tests/data/received.txt and holds what extract says against it.

A document stands line by line: "cb|…" is a centred bold paragraph (c centred, j justified, r right, b bold, i italic, n on
a new page), "→" a tab, "/" alone a line break, **bold** as in the notation; <table>, <row>, <cell>, <framed> (with
borders), <box> (a text box), <formula>. Behind "----" the data, behind "told:" what is told.
"""

import re
import subprocess
import sys
from pathlib import Path

from small_package import parts, write

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
GRID = '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="5355"/></w:tblGrid>'
MARKS = {
    "<table>": f"<w:tbl>{GRID}<w:tr>",
    "<framed>": f"<w:tbl><w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr>{GRID}<w:tr>",
    "<row>": "</w:tc></w:tr><w:tr>",
    "</table>": "</w:tc></w:tr></w:tbl>",
    "<box>": '<w:p><w:r><w:pict><v:shape style="width:200pt;height:60pt"><v:textbox><w:txbxContent>',
    "</box>": "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
    "<formula>": "<w:p><m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath></w:p>",
}
ALIGNMENTS = {"c": "center", "j": "both", "r": "right"}


def run(text, bold, italic):
    properties = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    for mark, element in (("→", "tab"), (" / ", "br")):
        text = text.replace(mark, f'</w:t><w:{element}/><w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(line):
    formats, bar, text = line.partition("|")
    if not bar:
        formats, text = "", line
    page = "<w:pageBreakBefore/>" if "n" in formats else ""
    alignment = "".join(f'<w:jc w:val="{value}"/>' for letter, value in ALIGNMENTS.items() if letter in formats)
    runs = "".join(
        run(part, "b" in formats or i % 2, "i" in formats) for i, part in enumerate(text.split("**")) if part
    )
    return f"<w:p><w:pPr>{page}{alignment}</w:pPr>{runs}</w:p>"


def body_of(lines):
    body, in_cell = "", False
    for line in lines:
        if line == "<cell>":
            body += "</w:tc><w:tc>" if in_cell else "<w:tc>"
            in_cell = True
        elif line in MARKS:
            body += MARKS[line]
            in_cell = False
        else:
            body += paragraph(line)
    return body


def make(path, lines):
    write(path, parts(f"<w:document {NAMESPACES}><w:body>{body_of(lines)}</w:body></w:document>"))


def told(errors):
    """Codes with the words they quote, what is missing aside."""
    lines = re.findall(r"^[^ ].*\(extract-[a-z-]+\)$", errors, re.MULTILINE)
    for line in lines:
        code = re.search(r"\((extract-[a-z-]+)\)$", line)[1]
        quoted = re.findall("“([^”]*)”", line)
        if code != "extract-missing":
            yield " ".join([code, *quoted[-1:]])


def read(vanban, path):
    result = subprocess.run([vanban, "--lang", "vi", "extract", path], capture_output=True, text=True)
    form = re.search(r"vanban render (\S+) ", result.stdout)
    lines = [line for line in result.stdout.splitlines() if not line.startswith("#")]
    if form:
        lines.insert(0, form[1])
    notes = list(told(result.stderr))
    return "\n".join(lines + (["told:", *notes] if notes else []))


def cases(text):
    for case in re.split(r"^#### ", text, flags=re.MULTILINE)[1:]:
        name, _, rest = case.partition("\n")
        document, _, expected = rest.partition("\n----\n")
        yield name, document.split("\n"), expected.strip("\n")


def main():
    vanban, source, folder = sys.argv[1:]
    faults = count = 0
    for name, lines, expected in cases(Path(source).read_text(encoding="utf-8")):
        count += 1
        path = f"{folder}/{name}.docx"
        make(path, lines)
        found = read(vanban, path)
        if found != expected:
            print(f"{name}:\n{found}\n")
            faults += 1
    sys.exit(faults > 0 or count == 0)


main()
