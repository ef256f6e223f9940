"""Counts the instructions of work on a document with much of one thing, and with four times as much.

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
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TAGS = 500
TIMES = 4
MOST = 4.15  # what is done once makes it less than 4; a square makes it more


def relationship(i, kind, target, mode=""):
    return f'<Relationship Id="rId{i}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def relationships(*items):
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(items)
        + "</Relationships>"
    )


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


def commented(count):
    """A document with our own comments, from an earlier check."""
    comment = '<w:comment w:id="{}" w:author="vanban" w:initials="vb"><w:p/></w:comment>'
    mark = '<w:commentRangeStart w:id="{0}"/><w:commentRangeEnd w:id="{0}"/>'
    return paragraph("x") + "".join(f"<w:p>{mark.format(i)}</w:p>" for i in range(count)), {
        "word/_rels/document.xml.rels": relationships(relationship(1, "comments", "comments.xml")),
        "word/comments.xml": f'<w:comments xmlns:w="{WORD}">'
        + "".join(map(comment.format, range(count)))
        + "</w:comments>",
    }


def numbered(count):
    """A document with lists that name a style for numbers, which is none of the many there are."""
    abstract = '<w:abstractNum w:abstractNumId="{}"><w:numStyleLink w:val="none"/></w:abstractNum>'
    num = '<w:num w:numId="{0}"><w:abstractNumId w:val="{0}"/></w:num>'
    style = '<w:style w:type="numbering" w:styleId="S{}"/>'
    return paragraph("x"), {
        "word/_rels/document.xml.rels": relationships(
            relationship(1, "numbering", "numbering.xml"), relationship(2, "styles", "styles.xml")
        ),
        "word/numbering.xml": f'<w:numbering xmlns:w="{WORD}">'
        + "".join(map(abstract.format, range(count)))
        + "".join(map(num.format, range(count)))
        + "</w:numbering>",
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{"".join(map(style.format, range(count)))}</w:styles>',
    }


def linked(target):
    return f'<w:p><w:hyperlink r:id="rId1">{run("x")}</w:hyperlink></w:p>', {
        "word/_rels/document.xml.rels": relationships(
            relationship(1, "hyperlink", f"https://vanban.vn/{target}", ' TargetMode="External"')
        )
    }


def crossed(count):
    """Ranges of which the first to begin is the first to end, in a block."""
    begins = "".join(f'<w:bookmarkStart w:id="{i}" w:name="b{i}"/>' for i in range(count))
    ends = "".join(f'<w:bookmarkEnd w:id="{i}"/>' for i in range(count))
    inside = f"<w:p>{begins}</w:p><w:p>{ends}</w:p>"
    return paragraph("{%p if t0 %}") + inside + paragraph("{%p endif %}"), {}


def settings(elements, links):
    """A document whose settings have these elements and links to other files."""
    return paragraph("x"), {
        "word/_rels/document.xml.rels": relationships(relationship(1, "settings", "settings.xml")),
        "word/settings.xml": f'<w:settings xmlns:w="{WORD}" xmlns:r="{OFFICE}">{elements}</w:settings>',
        "word/_rels/settings.xml.rels": relationships(*links),
    }


def attached(i, name):
    return relationship(i, "attachedTemplate", name, ' TargetMode="External"')


OLD_FONT = '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
# Of the size of the count: what is given to vanban ("FILE", "DATA", "OUT"), and a body with other parts.
UNPACK = ("unpack", "FILE", "-o", "FOLDER", "--force")
OUTLINE = ("outline", "FILE")
RENDER = ("render", "FILE", "DATA", "-o", "OUT", "--force")
DOCUMENTS = {
    "soft-hyphens-of-old-fonts": (
        RENDER,
        lambda count: (f"<w:p><w:r>{OLD_FONT}<w:t>Thuû</w:t>{'<w:softHyphen/>' * count}</w:r></w:p>", {}),
    ),
    "blanks-shown": (OUTLINE, lambda count: (paragraph("a" + 20 * count * " " + "b"), {})),
    "formats-in-one-paragraph": (
        OUTLINE,
        lambda count: (
            "<w:p>" + count * ("<w:r><w:rPr><w:b/></w:rPr><w:t>a\u00a0b</w:t></w:r>" + run("c\u00a0d")) + "</w:p>",
            {},
        ),
    ),
    "controls-in-each-other": (
        UNPACK,
        lambda count: (
            count // 20 * "<w:sdt><w:sdtContent>"
            + count * paragraph(80 * "x")
            + count // 20 * "</w:sdtContent></w:sdt>",
            {},
        ),
    ),
    "lists-that-name-styles": (OUTLINE, numbered),
    "links-to-one-header": (
        OUTLINE,
        lambda count: (
            paragraph("x"),
            {
                "word/_rels/document.xml.rels": relationships(
                    *(relationship(i, "header", "header1.xml") for i in range(count))
                ),
                "word/header1.xml": f'<w:hdr xmlns:w="{WORD}">{paragraph("x") * count}</w:hdr>',
            },
        ),
    ),
    "paragraphs-checked": (
        ("check", "FILE"),
        lambda count: (of_each(lambda i: paragraph(f"Điều {i + 1}. Luật số 1/2020/QH14 , 5 %"))(count), {}),
    ),
    "paragraphs-fixed": (
        ("check", "FILE", "--fix", "-o", "OUT", "--force"),
        lambda count: (of_each(lambda i: paragraph(f"Điều {i + 1} .", " Hồ sơ , biểu mẫu"))(count), {}),
    ),
    "comments-cleared": (("check", "FILE", "--annotate", "OUT", "--force"), commented),
    "tags-that-do-not-close": (RENDER, lambda count: (paragraph(*["{{ a "] * count), {})),
    "tags-that-do-not-close-in-a-link": (RENDER, lambda count: linked(count * "%7B%7B")),
    "comments-that-do-not-close": (RENDER, lambda count: (paragraph("#}") + count * paragraph("{# a"), {})),
    "ranges-that-cross": (RENDER, crossed),
    "bookmarks-in-a-loop": (
        RENDER,
        lambda count: (
            paragraph("{%p for x in [1, 2] %}") + "".join(map(bookmark, range(count))) + paragraph("{%p endfor %}"),
            {},
        ),
    ),
    "attached-templates": (RENDER, lambda count: settings("", (attached(i, f"{i}.dotm") for i in range(count)))),
    "attached-elements": (
        RENDER,
        lambda count: settings(
            '<w:attachedTemplate r:id="x"/>' * count, (attached(i, "a.dotm") for i in range(count))
        ),
    ),
}

BROKEN = ("tags-that-do-not-close", "comments-that-do-not-close")


def data(count):
    names = {f"t{i}": f"giá trị {i}" for i in range(count)}
    links = [{"richtext": [{"text": "xem", "url": f"https://example.vn/{i}"}]} for i in range(count)]
    return names | {"rows": list(range(count)), "links": links}


def write(path, body, parts):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", relationships(relationship(1, "officeDocument", "word/document.xml")))
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>',
        )
        for name, content in parts.items():
            archive.writestr(name, content)


def instructions(kind, count, vanban, folder):
    paths = {"FILE": "mau.docx", "DATA": "data.json", "OUT": "out.docx", "FOLDER": "folder"}
    paths = {name: str(Path(folder, path)) for name, path in paths.items()}
    words, make = DOCUMENTS[kind] if kind in DOCUMENTS else (RENDER, lambda count: (KINDS[kind](count), {}))
    write(paths["FILE"], *make(count))
    Path(paths["DATA"]).write_text(json.dumps(data(count)), encoding="utf-8")
    command = [vanban, *(paths.get(word, word) for word in words)]
    counter = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    result = subprocess.run(counter + command, capture_output=True, encoding="utf-8", check=False)
    if result.returncode > (words[0] == "check") and kind not in BROKEN:  # 1: it has something to say
        sys.exit(result.stderr)
    return int(re.search(r"Collected : (\d+)", result.stderr)[1])


def main():
    if sys.argv[1] == "kinds":
        print(*KINDS, *DOCUMENTS)
        return
    kind, vanban, folder = sys.argv[2:]
    few, many = (instructions(kind, count, vanban, folder) for count in (TAGS, TAGS * TIMES))
    if many > MOST * few:
        sys.exit(f"{TAGS} tags: {few} instructions, {TAGS * TIMES}: {many}, {many / few:.2f} times")


if __name__ == "__main__":
    main()
