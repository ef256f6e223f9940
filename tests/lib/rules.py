"""rules.py FILE.pdf...: measures the rule lines of the first page and prints what the decree does not allow.

The line under Tiêu ngữ is as long as its text, the lines under the issuer and under the trích yếu 1/3 to 1/2 of
theirs. Lines and texts are read from the drawn page, so they are what a reader sees.
"""
import re
import subprocess
import sys
from collections import namedtuple

from lxml import etree

Line = namedtuple("Line", "left right y")
Text = namedtuple("Text", "left right top bottom words")

MOTTO = "Độc lập - Tự do - Hạnh phúc"
SAME_LENGTH_POINTS = 1.0
ROUNDING_POINTS = 0.5
BELOW_TEXT_POINTS = 14
NUMBER = r"[-+]?[0-9.]+"
SEGMENT = re.compile(rf"^M ({NUMBER}) ({NUMBER}) L ({NUMBER}) ({NUMBER})\s*$")


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def read_lines(pdf):
    """Horizontal strokes of page 1, left to right, each once, those that touch end to end joined."""
    svg = etree.fromstring(run("pdftocairo", "-svg", "-f", "1", "-l", "1", pdf, "-"))
    found = set()
    for path in svg.iter("{*}path"):
        segment = SEGMENT.match(path.get("d", ""))
        if not segment or "fill:none" not in path.get("style", ""):
            continue
        xx, yx, xy, yy, x0, y0 = map(float, re.findall(NUMBER, path.get("transform", "1 0 0 1 0 0")))
        x1, y1, x2, y2 = map(float, segment.groups())
        (x1, y1), (x2, y2) = ((xx * x + xy * y + x0, yx * x + yy * y + y0) for x, y in ((x1, y1), (x2, y2)))
        if abs(y1 - y2) < 0.5:
            found.add((round(y1, 1), round(min(x1, x2), 2), round(max(x1, x2), 2)))
    lines = []
    for y, left, right in sorted(found):
        if lines and lines[-1].y == y and left - lines[-1].right < 0.5:
            lines[-1] = lines[-1]._replace(right=max(right, lines[-1].right))
        else:
            lines.append(Line(left, right, y))
    return lines


def read_texts(pdf):
    """Lines of text of page 1, top to bottom."""
    page = etree.fromstring(run("pdftotext", "-bbox-layout", "-f", "1", "-l", "1", pdf, "-"))
    texts = []
    for line in page.iter("{*}line"):
        left, right, top, bottom = (float(line.get(side)) for side in ("xMin", "xMax", "yMin", "yMax"))
        texts.append(Text(left, right, top, bottom, " ".join(word.text for word in line.iter("{*}word"))))
    return sorted(texts, key=lambda text: (text.top, text.left))


def read_bold(pdf):
    """All bold text of page 1, without blanks."""
    page = run("pdftohtml", "-xml", "-i", "-stdout", "-f", "1", "-l", "1", pdf)
    root = etree.fromstring(page, etree.XMLParser(recover=True))
    return "".join("".join("".join(bold.itertext()) for bold in root.iter("b")).split())


def line_under(text, lines):
    """The line next below the text and centred on it, or None."""
    centre = (text.left + text.right) / 2
    below = [line for line in lines
             if -2 < line.y - text.bottom < BELOW_TEXT_POINTS and abs((line.left + line.right) / 2 - centre) < 3]
    return min(below, key=lambda line: line.y, default=None)


def length(thing):
    return thing.right - thing.left


def block_ending_at(last, texts):
    """The bold lines centred alike that end with `last`, each directly under the one before."""
    block = [last]
    for text in reversed(texts[:texts.index(last)]):
        centred = abs((text.left + text.right) - (last.left + last.right)) < 6
        if centred and block[-1].top - text.bottom < 6:
            block.append(text)
    return block


def check_motto(texts, lines):
    motto = next((text for text in texts if text.words.endswith(MOTTO)), None)
    if motto is None:
        return "there is no Tiêu ngữ"
    line = line_under(motto, lines)
    if line is None:
        return "there is no line under Tiêu ngữ"
    if abs(length(line) - length(motto)) > SAME_LENGTH_POINTS:
        return f"the line under Tiêu ngữ is {length(line):.1f} pt, its text {length(motto):.1f} pt"
    return None


def check_part(name, last, texts, lines):
    line = line_under(last, lines)
    if line is None:
        return f"there is no line under the {name}"
    widest = max(map(length, block_ending_at(last, texts)))
    if not widest / 3 - ROUNDING_POINTS <= length(line) <= widest / 2 + ROUNDING_POINTS:
        return f"the line under the {name} is {length(line):.1f} pt, its text {widest:.1f} pt: not 1/3 to 1/2"
    return None


def faults(pdf):
    texts, lines, bold = read_texts(pdf), read_lines(pdf), read_bold(pdf)
    yield check_motto(texts, lines)
    number = next((text for text in texts if text.words.startswith("Số:")), None)
    if number is None:
        yield "there is no Số:"
        return
    issuer = [text for text in texts if text.bottom <= number.top + 2 and text.right < 300
              and "".join(text.words.split()) in bold]
    yield check_part("issuer", issuer[-1], [t for t in texts if t in issuer], lines) if issuer else "there is no issuer"


def main():
    for pdf in sys.argv[1:]:
        for fault in filter(None, faults(pdf)):
            print(f"{pdf}: {fault}")


main()
