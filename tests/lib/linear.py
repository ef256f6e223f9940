"""Counts the instructions of rendering a template of many tags, and of four times as many.

usage: linear.py kinds
       linear.py count KIND VANBAN FOLDER
"""
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
    'document.main+xml"/></Types>'
)
RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
TAGS = 500
TIMES = 4
MOST = 4.15  # what is done once makes it less than 4; a square makes it more


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def paragraph(*texts):
    return "<w:p>" + "".join(map(run, texts)) + "</w:p>"


def row(*texts):
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in texts) + "</w:tr>"


def table(rows):
    return f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{rows}</w:tbl><w:p/>"


def control(i):
    properties = f'<w:alias w:val="Ô {i}"/><w:tag w:val="t{i}"/><w:text/>'
    return f"<w:p><w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run('…')}</w:sdtContent></w:sdt></w:p>"


def field(i):
    return f'<w:p><w:fldSimple w:instr=" MERGEFIELD t{i} ">{run("«»")}</w:fldSimple></w:p>'


def bookmark(i):
    return f'<w:p><w:bookmarkStart w:id="{i}" w:name="b{i}"/>{run(f"{{{{ t{i} }}}}")}<w:bookmarkEnd w:id="{i}"/></w:p>'


def of_each(one):
    return lambda count: "".join(map(one, range(count)))


KINDS = {
    "prints": of_each(lambda i: paragraph(f"{{{{ t{i} }}}}")),
    "prints-in-one-paragraph": lambda count: paragraph(*(f"{{{{ t{i} }}}} " for i in range(count))),
    "conditions": of_each(lambda i: paragraph(f"{{% if t{i} %}}") + paragraph("x") + paragraph("{% endif %}")),
    "names": of_each(lambda i: paragraph(f"{{% set s{i} = t{i} %}}{{{{ s{i} }}}}")),
    "rows": lambda count: table("".join(row(f"{{{{ t{i} }}}}") for i in range(count))),
    "loop-over-rows": lambda count: table(row("{%tr for x in rows %}") + row("{{ x }}") + row("{%tr endfor %}")),
    "controls": of_each(control),
    "merge-fields": of_each(field),
    "bookmarks": of_each(bookmark),
    "links": lambda count: paragraph("{%p for x in links %}") + paragraph("{{r x }}") + paragraph("{%p endfor %}"),
}


def data(count):
    names = {f"t{i}": f"giá trị {i}" for i in range(count)}
    links = [{"richtext": [{"text": "xem", "url": f"https://example.vn/{i}"}]} for i in range(count)]
    return names | {"rows": list(range(count)), "links": links}


def instructions(kind, count, vanban, folder):
    template, values = Path(folder, "mau.docx"), Path(folder, "data.json")
    with zipfile.ZipFile(template, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONSHIPS)
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body>{KINDS[kind](count)}</w:body></w:document>',
        )
    values.write_text(json.dumps(data(count)), encoding="utf-8")
    command = [vanban, "render", template, values, "-o", Path(folder, "out.docx"), "--force"]
    counter = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    result = subprocess.run(counter + command, capture_output=True, encoding="utf-8", check=False)
    if result.returncode != 0:
        sys.exit(result.stderr)
    return int(re.search(r"Collected : (\d+)", result.stderr)[1])


def main():
    if sys.argv[1] == "kinds":
        print(*KINDS)
        return
    kind, vanban, folder = sys.argv[2:]
    few, many = (instructions(kind, count, vanban, folder) for count in (TAGS, TAGS * TIMES))
    if many > MOST * few:
        sys.exit(f"{TAGS} tags: {few} instructions, {TAGS * TIMES}: {many}, {many / few:.2f} times")


if __name__ == "__main__":
    main()
