#!/usr/bin/python3
"""Prints times-new-roman.def: the advance widths of the four Tinos faces.

    fonts/make-widths.py [FOLDER] > fonts/times-new-roman.def

FOLDER holds Tinos-Regular.ttf and its sisters; Debian's package fonts-croscore
puts them where the default says. Needs nothing but Python 3: of a font only the
tables head, hhea, hmtx and cmap (format 4) are read.
"""
import struct
import sys
import unicodedata

FOLDER = "/usr/share/fonts/truetype/croscore"
FACES = ("Regular", "Bold", "Italic", "BoldItalic")

HEADER = """\
/*
 * WIDTH(code point, regular, bold, italic, bold italic): advance widths in 1/2048 em of Times New Roman's metrics,
 * sorted by code point, all of printable ASCII first. Made by fonts/make-widths.py, see fonts/README.md.
 */"""

RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x0233),  # Latin-1, Latin Extended-A and B
    (0x02C6, 0x02DD),  # spacing accents
    (0x0300, 0x0331),  # combining marks
    (0x0384, 0x03CE),  # Greek
    (0x0401, 0x045F),  # Cyrillic
    (0x1E80, 0x1E85),
    (0x1EA0, 0x1EF9),  # Vietnamese
    (0x1EFA, 0x1EFF),
    (0x2000, 0x206F),  # general punctuation
    (0x2070, 0x208E),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x218F),  # letter-like symbols, fractions, Roman numerals
    (0x2190, 0x2199),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x25A0, 0x25FF),  # shapes
    (0x2610, 0x2612),  # ballot boxes
    (0x2713, 0x2714),  # check marks
    (0xFEFF, 0xFEFF),
)

# What a word processor draws with another character's width, whether or not the font has it.
SAME_AS = {0x00A0: 0x20, 0x2007: 0x30, 0x2010: 0x2D, 0x2011: 0x2D}
# Fractions of the em by definition.
SPACES = {0x2000: 1024, 0x2001: 2048, 0x2002: 1024, 0x2003: 2048, 0x2004: 683, 0x2005: 512, 0x2006: 341}
# Never drawn in a line: soft hyphen, joiners, byte order mark, direction marks.
INVISIBLE = {0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF} | set(range(0x2028, 0x202F))


def tables_of(data):
    count = struct.unpack_from(">H", data, 4)[0]
    records = (struct.unpack_from(">4sLLL", data, 12 + 16 * i) for i in range(count))
    return {tag: data[offset : offset + length] for tag, _, offset, length in records}


def unicode_subtable(cmap):
    for i in range(struct.unpack_from(">H", cmap, 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHL", cmap, 4 + 8 * i)
        if (platform, encoding) == (3, 1) and struct.unpack_from(">H", cmap, offset)[0] == 4:
            return cmap[offset:]
    sys.exit("the font has no Unicode cmap of format 4")


def glyphs_of(cmap):
    """The glyph of each code point; OpenType specification, cmap, format 4."""
    subtable = unicode_subtable(cmap)
    doubled = struct.unpack_from(">H", subtable, 6)[0]
    column = lambda n, kind: struct.unpack_from(">%d%s" % (doubled // 2, kind), subtable, n)
    ends, starts = column(14, "H"), column(16 + doubled, "H")
    deltas, offsets = column(16 + 2 * doubled, "h"), column(16 + 3 * doubled, "H")
    glyphs = {}
    for i, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets)):
        for code_point in range(start, end + 1):
            glyph = code_point
            if offset:
                place = 16 + 3 * doubled + 2 * i + offset + 2 * (code_point - start)
                glyph = struct.unpack_from(">H", subtable, place)[0]
                if glyph == 0:
                    continue
            glyphs[code_point] = (glyph + delta) & 0xFFFF
    return glyphs


def widths_of(path):
    with open(path, "rb") as file:
        tables = tables_of(file.read())
    if struct.unpack_from(">H", tables[b"head"], 18)[0] != 2048:
        sys.exit(path + ": the em is not 2048 units")
    count = struct.unpack_from(">H", tables[b"hhea"], 34)[0]
    advances = [struct.unpack_from(">H", tables[b"hmtx"], 4 * i)[0] for i in range(count)]
    glyphs = glyphs_of(tables[b"cmap"])
    return {code_point: advances[min(glyph, count - 1)] for code_point, glyph in glyphs.items() if glyph}


def width(face, code_point):
    if code_point in INVISIBLE or unicodedata.combining(chr(code_point)):
        return 0
    if code_point in SPACES:
        return SPACES[code_point]
    return face.get(SAME_AS.get(code_point, code_point))


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else FOLDER
    faces = [widths_of("%s/Tinos-%s.ttf" % (folder, name)) for name in FACES]
    print(HEADER)
    for first, last in RANGES:
        for code_point in range(first, last + 1):
            widths = [width(face, code_point) for face in faces]
            if None not in widths:
                print("WIDTH(0x%04X, %d, %d, %d, %d)" % (code_point, *widths))


main()
