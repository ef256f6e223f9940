"""Makes the package of a case: the parts it has as text, and all that Word wants around them.

A case is a folder. body.txt (see notation.py) or body.xml (children of w:body, or a whole document) is the document;
word_header1.xml is word/header1.xml, as its children or whole; docProps_app.xml a property part. `main` may hold
another name than document.xml. Lines are joined as Word writes them: blanks around a line mean nothing. `links` has a
line "id target" for each hyperlink. A folder inside is a document that stands beside the template.
"""
import binascii
import re
import struct
import zipfile
import zlib

import notation

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": OFFICE,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}.items()) + ' mc:Ignorable="w14"'
ROOTS = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments"}
SECTION_KINDS = ("default", "first", "even")
PICTURES = {"red.png": (60, 40, b"\xff\0\0"), "blue.png": (40, 60, b"\0\0\xff"), "logo.png": (50, 50, b"\0\xa0\0")}

STYLES = f"""{XML}<w:styles {NAMESPACES}>
<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/>
<w:pPr><w:ind w:left="720"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>
<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>
<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/></w:style>
</w:styles>"""
NUMBERING = f"""{XML}<w:numbering {NAMESPACES}>
<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
CORE = f"""{XML}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">%s</cp:coreProperties>"""
SEPARATORS = "".join(
    f'<w:{{0}} w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:{{0}}>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")))


def joined(text):
    return "".join(line.strip() for line in text.strip().splitlines())


def kind_of(part):
    return re.fullmatch(r"word/([a-z]+)\d*\.xml", part)[1]


def wrapped(part, text):
    """The whole part of a text that is whole or the children of its root."""
    text = joined(text)
    if part == "docProps/core.xml":
        return CORE % text
    if text.startswith("<?xml") or not part.startswith("word/"):
        return text
    root = ROOTS[kind_of(part)]
    separators = SEPARATORS.format(root[:-1]) if root in ("footnotes", "endnotes") else ""
    return f"{XML}<w:{root} {NAMESPACES}>{separators}{text}</w:{root}>"


def section(parts):
    references, title = "", ""
    for part in sorted(parts):
        match = re.fullmatch(r"word/(header|footer)(\d)\.xml", part)
        if match:
            kind = SECTION_KINDS[int(match[2]) - 1]
            references += f'<w:{match[1]}Reference w:type="{kind}" r:id="{match[1]}{match[2]}"/>'
            title = title or ("<w:titlePg/>" if kind == "first" else "")
    return (f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" '
            f'w:bottom="1134" w:left="1701" w:header="720" w:footer="720" w:gutter="0"/>{title}</w:sectPr>')


def document(folder, parts):
    notated = folder / "body.txt"
    body = notation.to_word(notated.read_text("utf-8")) if notated.exists() else joined(
        (folder / "body.xml").read_text("utf-8"))
    if body.startswith("<?xml"):
        return body
    if not body.endswith("</w:sectPr>"):
        body += section(parts)
    return f"{XML}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def png(width, height, color):
    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", binascii.crc32(name + content))
    rows = (b"\0" + color * width) * height
    # 3780 pixels a metre are 96 an inch.
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"pHYs", struct.pack(">IIB", 3780, 3780, 1)) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def write_pictures(folder):
    for name, picture in PICTURES.items():
        (folder / name).write_bytes(png(*picture))


def relationships(rows):
    body = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"{mode}/>'
                   for name, kind, target, mode in rows)
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def word_relationships(folder, parts):
    yield "logo", f"{OFFICE}/image", "media/logo.png", ""
    for part in sorted(parts):
        if part.startswith("word/"):
            name = part[len("word/"):]
            yield name[:-len(".xml")], f"{OFFICE}/{kind_of(part)}", name, ""
    yield from links(folder / "links")


def links(path):
    for line in path.read_text("utf-8").splitlines() if path.exists() else []:
        name, target = line.split(" ", 1)
        yield name, f"{OFFICE}/hyperlink", target, ' TargetMode="External"'


def main_part(folder):
    name = folder / "main"
    return "word/" + (name.read_text("utf-8").strip() if name.exists() else "document.xml")


def content_types(parts, main):
    overrides = {main: f"{WORD_TYPE}.document.main+xml",
                 "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
                 "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
                 "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml"}
    overrides.update((part, f"{WORD_TYPE}.{kind_of(part)}+xml") for part in parts if part.startswith("word/"))
    body = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in overrides.items()
                   if part in parts or part == main)
    return (f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="png" ContentType="image/png"/><Default '
            'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
            f'Extension="xml" ContentType="application/xml"/>{body}</Types>')


def root_relationships(parts, main):
    yield "rId1", f"{OFFICE}/officeDocument", main, ""
    yield "rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", ""
    if "docProps/app.xml" in parts:
        yield "rId3", f"{OFFICE}/extended-properties", "docProps/app.xml", ""
    if "docProps/custom.xml" in parts:
        yield "rId4", f"{OFFICE}/custom-properties", "docProps/custom.xml", ""


def parts_of(folder):
    """The parts a case gives as files, by name, and those that every document has."""
    parts = {"docProps/core.xml": CORE % "<dc:title>mẫu</dc:title>", "word/styles.xml": joined(STYLES),
             "word/numbering.xml": joined(NUMBERING)}
    for file in sorted(folder.glob("*_*.xml")):
        name = file.name.replace("_", "/", 1)
        parts[name] = wrapped(name, file.read_text("utf-8"))
    return parts


def write(folder, path):
    parts, main = parts_of(folder), main_part(folder)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", content_types(parts, main))
        package.writestr("_rels/.rels", relationships(root_relationships(parts, main)))
        package.writestr(main, document(folder, parts))
        package.writestr(main.replace("word/", "word/_rels/") + ".rels", relationships(word_relationships(folder, parts)))
        package.writestr("word/media/logo.png", png(*PICTURES["logo.png"]))
        for name, content in parts.items():
            package.writestr(name, content)
        for name in parts:
            if name.startswith("word/") and kind_of(name) in ROOTS:
                package.writestr(name.replace("word/", "word/_rels/") + ".rels", relationships(
                    [("logo", f"{OFFICE}/image", "media/logo.png", ""), *links(folder / "links")]))

