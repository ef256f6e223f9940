"""Templates made up at random, the same for the same seed: text, conditions, loops and tables in each other, as users
of docxtpl write them. Tags of paragraphs, rows and cells have its prefixes.
"""
from xml.sax.saxutils import escape

DATA = {"a": "x", "b": "", "n": 3, "list": ["một", "hai", "ba"], "empty": [], "one": ["1"],
        "records": [{"k": "A"}, {"k": "B"}, {"k": "C"}], "lines": "d1\nd2", "tab": "t1\tt2", "markup": "<&>"}
CONDITIONS = ["a", "b", "n > 2", "n == 1", "not b", "list", "empty"]
LISTS = ["list", "list", "empty", "one", "records | map(attribute='k')", "range(2)"]
VALUES = ["a", "b", "n", "markup", "lines", "tab", "n + 1", "a | upper", "a ~ n"]
IN_LOOP = ["loop.first", "loop.last", "loop.index is odd"]
FORMATS = ["", "", "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:i/></w:rPr>"]
PARAGRAPHS = ["", "", '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>', '<w:pPr><w:jc w:val="center"/></w:pPr>']
DEEPEST = 3
COLUMNS = 4


def cell(content):
    return f'<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr>{content}</w:tc>'


class Template:
    def __init__(self, chance):
        self.chance = chance
        self.names = []  # of the loops that are open

    def body(self):
        return "".join(self.block(0) for _ in range(5)) + "<w:p/>"

    # ---- inside tags ----

    def condition(self):
        return self.chance.choice(CONDITIONS + (IN_LOOP + [f"{self.names[-1]} == 'hai'"] if self.names else []))

    def value(self):
        return self.chance.choice(VALUES + self.names * 3 + (["loop.index", "loop.length"] if self.names else []))

    def looped(self, tag, content, prefix=""):
        """A loop around what `content` makes, `tag` makes its tags."""
        name = f"v{len(self.names)}"
        opening = tag(f"{{%{prefix} for {name} in {self.chance.choice(LISTS)} %}}")
        self.names.append(name)
        inside = content()
        self.names.pop()
        return opening + inside + tag(f"{{%{prefix} endfor %}}")

    def decided(self, tag, content, prefix=""):
        other = tag(f"{{%{prefix} else %}}") + content() if self.chance.random() < 0.4 else ""
        return tag(f"{{%{prefix} if {self.condition()} %}}") + content() + other + tag(f"{{%{prefix} endif %}}")

    # ---- inside paragraphs ----

    def run(self, text):
        return (f'<w:r>{self.chance.choice(FORMATS)}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>')

    def text(self, depth):
        kind = self.chance.random()
        if kind < 0.35 or depth > DEEPEST:
            return self.run(self.chance.choice(["chữ ", "b, ", " c", "d"]))
        if kind < 0.7:
            return self.run(f" {{{{ {self.value()} }}}} ")
        block = self.decided if kind < 0.85 else self.looped
        return block(self.run, lambda: self.texts(depth + 1))

    def texts(self, depth):
        return "".join(self.text(depth) for _ in range(self.chance.randint(1, 3)))

    # ---- blocks ----

    def paragraph(self, depth):
        return f'<w:p>{self.chance.choice(PARAGRAPHS)}{self.run("p ")}{self.texts(depth + 1)}</w:p>'

    def lone_tag(self, text):
        return f"<w:p>{self.run(text)}</w:p>"

    def blocks(self, depth):
        return "".join(self.block(depth) for _ in range(self.chance.randint(1, 3)))

    def block(self, depth):
        kind = self.chance.random()
        if kind < 0.5 or depth > DEEPEST:
            return self.paragraph(depth)
        if kind < 0.65:
            return self.decided(self.lone_tag, lambda: self.blocks(depth + 1), "p")
        if kind < 0.8:
            return self.looped(self.lone_tag, lambda: self.blocks(depth + 1), "p")
        return self.table(depth + 1)

    # ---- tables ----

    def tag_row(self, text):
        return f'<w:tr>{cell(self.lone_tag(text))}{cell("<w:p/>") * (COLUMNS - 1)}</w:tr>'

    def filled_cell(self, depth):
        kind = self.chance.random()
        if kind < 0.1:
            return cell(f'<w:p><w:r><w:t>{{% cellbg "FF0000" %}}c {{{{ {self.value()} }}}}</w:t></w:r></w:p>')
        if kind < 0.2 and self.names:
            return cell("<w:p><w:r><w:t>{% vm %}g {{ n }}</w:t></w:r></w:p>")
        before = self.blocks(depth + 1) if kind > 0.8 else ""
        return cell(before + self.paragraph(depth))

    def row(self, depth):
        return f'<w:tr>{"".join(self.filled_cell(depth) for _ in range(COLUMNS))}</w:tr>'

    def row_of_looped_cells(self, depth):
        inside = self.looped(lambda text: cell(self.lone_tag(text)), lambda: self.filled_cell(depth), "tc")
        return f"<w:tr>{self.filled_cell(depth)}{inside}</w:tr>"

    def rows(self, depth):
        kind = self.chance.random()
        if kind < 0.3:
            return self.row(depth)
        if kind < 0.6:
            return self.looped(self.tag_row, lambda: self.row(depth), "tr")
        if kind < 0.85:
            return self.decided(self.tag_row, lambda: self.row(depth), "tr")
        return self.row_of_looped_cells(depth)

    def table(self, depth):
        rows = self.row(depth) + "".join(self.rows(depth) for _ in range(self.chance.randint(1, 2)))
        return ('<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>'
                + '<w:gridCol w:w="1000"/>' * COLUMNS + f"</w:tblGrid>{rows}</w:tbl>{self.paragraph(depth)}")
