#!/usr/bin/env python3
"""Documents as other people type them, and all that the checker says of each.

tests/typed/<name>.txt: lines of a document, then "----" and the findings in their order, "rule: first words of the place".

    c13b|TEXT       a paragraph: c centred, j justified, r right; b bold, i italic, u underlined, s raised; a number is the
                    size; f an indent of 1,27 cm, >25 a left indent of 25 mm, +6 a gap of 6 pt above
                    **bold**, //italic//, → a tab, ↵ a line break, [PAGE] the page number
    @page 20 15 20 30           margins in mm: top, right, bottom, left
    @font NAME SIZE             of the style Normal
    @tabs c1800 c6400           tab stops of the paragraphs that follow
    @line 62 60                 a drawn line, its length and left end in points, in the next paragraph
    @border 30 30               the next paragraph has a lower border, indented by millimetres
    @break                      the next paragraph begins a page
    @section landscape restart  what came before is a section of its own, lying or not, its pages counted from 1 or not
    @table 3900 5700 framed, @row, @cell, @end
    @frame 4000 … @end          a w:framePr; @box 20 210 … @end: a text box, its left end and width in points
    @header first … @end, @footer default … @end

usage: typed.py make FOLDER               makes FOLDER/<name>.docx
       typed.py verify FOLDER FINDINGS    FINDINGS: what check --json said; prints what is wrong
"""

import json
import os
import re
import sys
import zipfile
from xml.sax.saxutils import escape

root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
cases = os.path.join(root, "tests", "typed")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="%s" xmlns:v="urn:schemas-microsoft-com:vml"'
    % OFFICE
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
ALIGNMENTS = {"c": "center", "j": "both", "r": "right"}
PAGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r>%s<w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def mm(text):
    return round(float(text) * 1440 / 25.4)


class Document:
    def __init__(self):
        self.holders = [[]]  # what holds paragraphs, the innermost last
        self.ends = []
        self.margins = [1134, 850, 1134, 1701]
        self.font, self.size = "Times New Roman", 14
        self.tabs = self.frame = self.before = ""
        self.border = None
        self.breaks = False
        self.parts = []

    def run_properties(self, flags, bold, italic, size):
        out = "<w:b/>" if bold else ""
        out += "<w:i/>" if italic else ""
        out += '<w:sz w:val="%d"/>' % round(size * 2) if size else ""
        out += '<w:u w:val="single"/>' if "u" in flags else ""
        out += '<w:vertAlign w:val="superscript"/>' if "s" in flags else ""
        return "<w:rPr>%s</w:rPr>" % out if out else ""

    def runs(self, flags, size, text):
        bold, italic, out = "b" in flags, "i" in flags, ""
        for piece in re.split(r"(\*\*|//|\[PAGE\]|→|↵)", text):
            properties = self.run_properties(flags, bold, italic, size)
            if piece == "**":
                bold = not bold
            elif piece == "//":
                italic = not italic
            elif piece == "[PAGE]":
                out += PAGE % properties
            elif piece in ("→", "↵"):
                out += "<w:r>%s<w:%s/></w:r>" % (properties, "tab" if piece == "→" else "br")
            elif piece:
                out += '<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r>' % (properties, escape(piece))
        return out

    def paragraph(self, flags, text):
        numbers = dict(re.findall(r"([>+])([0-9.]+)", flags))
        flags = re.sub(r"[>+][0-9.]+", "", flags)
        size = re.search(r"[0-9.]+", flags)
        properties = ("<w:pageBreakBefore/>" if self.breaks else "") + self.frame
        if self.border:
            properties += '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        properties += "<w:tabs>%s</w:tabs>" % self.tabs if self.tabs else ""
        properties += '<w:spacing w:before="%d"/>' % round(float(numbers["+"]) * 20) if "+" in numbers else ""
        left, right = (mm(x) for x in self.border) if self.border else (mm(numbers.get(">", 0)), 0)
        first = ' w:firstLine="720"' if "f" in flags else ""
        if left or right or first:
            properties += '<w:ind w:left="%d" w:right="%d"%s/>' % (left, right, first)
        for letter, alignment in ALIGNMENTS.items():
            if letter in flags:
                properties += '<w:jc w:val="%s"/>' % alignment
        runs = self.before + self.runs(flags, float(size.group()) if size else 0, text)
        self.holders[-1].append("<w:p><w:pPr>%s</w:pPr>%s</w:p>" % (properties, runs))
        self.before, self.border, self.breaks = "", None, False

    # ---- what holds paragraphs
    def at_table(self, *widths):
        framed = "framed" in widths
        widths = [int(x) for x in widths if x != "framed"]
        sides = "".join(
            '<w:%s w:val="%s" w:sz="4"/>' % (side, "single" if framed else "nil")
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        grid = "".join('<w:gridCol w:w="%d"/>' % width for width in widths)
        start = '<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblBorders>%s</w:tblBorders></w:tblPr><w:tblGrid>%s</w:tblGrid><w:tr>'
        self.table = {"start": start % (sum(widths), sides, grid), "widths": widths, "column": -1}
        self.holders.append([])
        self.ends.append(self.end_table)

    def close_cell(self):
        held = self.holders.pop()
        if self.table["column"] >= 0:
            width = self.table["widths"][self.table["column"]]
            cell = '<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>%s</w:tc>'
            self.table["start"] += cell % (width, "".join(held) or "<w:p/>")
        self.holders.append([])

    def at_cell(self):
        self.close_cell()
        self.table["column"] += 1

    def at_row(self):
        self.close_cell()
        self.table["start"] += "</w:tr><w:tr>"
        self.table["column"] = -1

    def end_table(self):
        self.close_cell()
        self.holders.pop()
        self.holders[-1].append(self.table["start"] + "</w:tr></w:tbl>")

    def at_frame(self, width):
        place = 1200 if int(width) < 5000 else 5400
        self.frame = '<w:framePr w:w="%s" w:h="1200" w:wrap="around" w:vAnchor="text" w:hAnchor="page" w:x="%d" w:y="1"/>' % (width, place)
        self.ends.append(self.end_frame)

    def end_frame(self):
        self.frame = ""

    def at_box(self, left, width):
        self.holders.append([])
        self.box = (left, width)
        self.ends.append(self.end_box)

    def end_box(self):
        held = "".join(self.holders.pop())
        self.before += (
            '<w:r><w:pict><v:shape type="#_x0000_t202" style="position:absolute;margin-left:%spt;margin-top:0;width:%spt;height:80pt">'
            "<v:textbox><w:txbxContent>%s</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        ) % (self.box + (held,))

    def at_header(self, kind):
        self.at_story("hdr", kind)

    def at_footer(self, kind):
        self.at_story("ftr", kind)

    def at_story(self, tag, kind):
        self.holders.append([])
        self.ends.append(lambda: self.parts.append((tag, kind, "".join(self.holders.pop()))))

    # ---- pages
    def section(self, lies, restarts):
        width, height = (16838, 11906) if lies else (11906, 16838)
        references = "".join(
            '<w:%sReference w:type="%s" r:id="rId%d"/>' % ("header" if tag == "hdr" else "footer", kind, number + 10)
            for number, (tag, kind, _) in enumerate(self.parts)
        )
        margins = '<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="567" w:footer="567" w:gutter="0"/>'
        return "<w:sectPr>%s<w:pgSz w:w=\"%d\" w:h=\"%d\"/>%s%s%s</w:sectPr>" % (
            references, width, height, margins % tuple(self.margins), '<w:pgNumType w:start="1"/>' if restarts else "",
            "<w:titlePg/>" if any(kind == "first" for _, kind, _ in self.parts) else "")

    def at_section(self, *words):
        self.holders[-1].append("<w:p><w:pPr>%s</w:pPr></w:p>" % self.section("landscape" in words, "restart" in words))

    def at_page(self, *margins):
        self.margins = [mm(margin) for margin in margins]

    def at_font(self, *words):
        self.font, self.size = " ".join(words[:-1]), float(words[-1])

    def at_tabs(self, *stops):
        names = {"c": "center", "l": "left", "r": "right"}
        self.tabs = "".join('<w:tab w:val="%s" w:pos="%s"/>' % (names[stop[0]], stop[1:]) for stop in stops)

    def at_line(self, length, left):
        right = float(left) + float(length)
        self.before += '<w:r><w:pict><v:line style="position:absolute" from="%spt,3pt" to="%gpt,3pt"/></w:pict></w:r>' % (left, right)

    def at_border(self, left, right):
        self.border = (left, right)

    def at_break(self):
        self.breaks = True

    def at_end(self):
        self.ends.pop()()

    def read(self, lines):
        for line in lines:
            if line.startswith("@"):
                verb, *words = line[1:].split()
                getattr(self, "at_" + verb)(*words)
            elif line and not line.startswith("#"):
                flags, _, text = line.partition("|")
                self.paragraph(flags, text)

    def write(self, path):
        body = "".join(self.holders[0]) + self.section(False, False)
        font = 'w:ascii="%s" w:hAnsi="%s" w:cs="%s"' % ((self.font,) * 3)
        styles = (
            '<w:styles %s><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
            '<w:rPr><w:rFonts %s/><w:sz w:val="%d"/></w:rPr></w:style></w:styles>'
        ) % (SPACES, font, round(self.size * 2))
        main = "application/vnd.openxmlformats-officedocument.wordprocessingml.%s+xml"
        link = '<Relationship Id="%s" Type="' + OFFICE + '/%s" Target="%s"/>'
        parts = {
            "word/document.xml": ("document.main", '<w:document %s><w:body>%s</w:body></w:document>' % (SPACES, body)),
            "word/styles.xml": ("styles", styles),
        }
        links = link % ("rId1", "styles", "styles.xml")
        for number, (tag, _, held) in enumerate(self.parts):
            kind = "header" if tag == "hdr" else "footer"
            parts["word/%s%d.xml" % (kind, number)] = (kind, "<w:%s %s>%s</w:%s>" % (tag, SPACES, held, tag))
            links += link % ("rId%d" % (number + 10), kind, "%s%d.xml" % (kind, number))
        types = "".join('<Override PartName="/%s" ContentType="%s"/>' % (name, main % kind) for name, (kind, _) in parts.items())
        around = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr(
                "[Content_Types].xml",
                HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>%s</Types>' % types)
            package.writestr("_rels/.rels", HEAD + around % (link % ("rId1", "officeDocument", "word/document.xml")))
            package.writestr("word/_rels/document.xml.rels", HEAD + around % links)
            for name, (_, content) in parts.items():
                package.writestr(name, HEAD + content)


def names():
    return sorted(name[:-4] for name in os.listdir(cases) if name.endswith(".txt"))


def read_case(name):
    with open(os.path.join(cases, name + ".txt"), encoding="utf-8") as file:
        lines, _, findings = file.read().partition("\n----\n")
    return lines.split("\n"), [line for line in findings.split("\n") if line]


def make(folder):
    for name in names():
        document = Document()
        document.read(read_case(name)[0])
        document.write(os.path.join(folder, name + ".docx"))


def verify(folder, findings):
    found = {}
    with open(findings, encoding="utf-8") as file:
        for line in file:
            problem = json.loads(line)
            near = problem["place"]["near"]
            told = problem["rule"] + (": " + near if near else "") + (" (%d)" % problem["count"] if problem["count"] > 1 else "")
            found.setdefault(os.path.basename(problem["file"]), []).append(told)
    for name in names():
        own, wanted = found.get(name + ".docx", []), read_case(name)[1]
        if own != wanted:
            print(name + ":")
            for line in own:
                if line not in wanted:
                    print("    found    " + line)
            for line in wanted:
                if line not in own:
                    print("    missed   " + line)
            if sorted(own) == sorted(wanted):
                print("    in another order")


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"]:
        make(sys.argv[2])
    elif sys.argv[1:2] == ["verify"]:
        verify(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)
