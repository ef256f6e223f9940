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
CENTRE_POINTS = 3
TEXT_CENTRE_POINTS = (1701 + 11906 - 850) / 2 / 20  # the margins of templates/frame
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


def read_words(pdf):
    """Words of page 1 as texts of one word."""
    page = etree.fromstring(run("pdftotext", "-bbox", "-f", "1", "-l", "1", pdf, "-"))
    return [Text(*(float(word.get(side)) for side in ("xMin", "xMax", "yMin", "yMax")), word.text)
            for word in page.iter("{*}word")]


def read_bold(pdf):
    """Boxes of bold text on page 1."""
    page = run("pdftohtml", "-xml", "-i", "-stdout", "-zoom", "1", "-f", "1", "-l", "1", pdf)
    root = etree.fromstring(page, etree.XMLParser(recover=True))
    boxes = []
    for text in root.iter("text"):
        left, top, width, height = (float(text.get(side)) for side in ("left", "top", "width", "height"))
        if text.find("b") is not None:
            boxes.append(Text(left, left + width, top, top + height, ""))
    return boxes


def join_rows(words):
    """Words on one height as one text, top to bottom."""
    rows = []
    for word in sorted(words, key=lambda word: (word.bottom, word.left)):
        if rows and abs(rows[-1][-1].bottom - word.bottom) < 2:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Text(min(word.left for word in row), max(word.right for word in row), min(word.top for word in row),
                 max(word.bottom for word in row), " ".join(word.words for word in sorted(row))) for row in rows]


def is_bold(text, bold):
    x, y = (text.left + text.right) / 2, (text.top + text.bottom) / 2
    return any(box.left < x < box.right and box.top < y < box.bottom for box in bold)


def centre(thing):
    return (thing.left + thing.right) / 2


def length(thing):
    return thing.right - thing.left


def line_under(text, lines):
    """The line next below the text and centred on it, or None."""
    below = [line for line in lines
             if -2 < line.y - text.bottom < BELOW_TEXT_POINTS and abs(centre(line) - centre(text)) < CENTRE_POINTS]
    return min(below, key=lambda line: line.y, default=None)


def check_motto(texts, lines):
    motto = next((text for text in texts if text.words == MOTTO), None)
    if motto is None:
        return "there is no Tiêu ngữ"
    line = line_under(motto, lines)
    if line is None:
        return "there is no line under Tiêu ngữ"
    if abs(length(line) - length(motto)) > SAME_LENGTH_POINTS:
        return f"the line under Tiêu ngữ is {length(line):.1f} pt, its text {length(motto):.1f} pt"
    return None


def check_part(name, block, lines):
    if not block:
        return f"there is no {name}"
    line = line_under(block[-1], lines)
    if line is None:
        return f"there is no line under the {name}"
    widest = max(map(length, block))
    if not widest / 3 - ROUNDING_POINTS <= length(line) <= widest / 2 + ROUNDING_POINTS:
        return f"the line under the {name} is {length(line):.1f} pt, its text {widest:.1f} pt: not 1/3 to 1/2"
    return None


def leading(texts, condition):
    """The texts from the first that meets the condition to the last in a row that does."""
    start = next((index for index, text in enumerate(texts) if condition(text)), len(texts))
    end = next((index for index in range(start, len(texts)) if not condition(texts[index])), len(texts))
    return texts[start:end], texts[end:]


def faults(pdf):
    words, lines, bold = read_words(pdf), read_lines(pdf), read_bold(pdf)
    nation = next((word for word in words if word.words == "CỘNG"), None)
    # Ô 14 above it begins with the same word.
    number = next((word for word in words if word.words == "Số:" and nation and word.top > nation.top), None)
    if number is None or nation is None:
        yield "there is no Quốc hiệu or no Số:"
        return
    column = nation.left - 1
    yield check_motto(join_rows(word for word in words if word.left >= column and word.top < number.top), lines)
    left = join_rows(word for word in words if word.right < column and word.bottom < number.top + 2)
    issuer, _ = leading(left, lambda text: is_bold(text, bold))
    yield check_part("issuer", issuer, lines)
    below = join_rows(word for word in words if word.top > number.bottom)
    # A named type has its name in capitals in the middle of the page, then the trích yếu.
    name, rest = leading(below[:3], lambda text: is_bold(text, bold) and text.words.isupper()
                         and abs(centre(text) - TEXT_CENTRE_POINTS) < CENTRE_POINTS)
    if name:
        subject, _ = leading(rest + below[3:], lambda text: is_bold(text, bold) and not text.words.isupper()
                             and not text.words.startswith(("Phần ", "Chương "))
                             and abs(centre(text) - TEXT_CENTRE_POINTS) < CENTRE_POINTS)
        # Without a trích yếu (Mẫu 1.8, 1.10) the line stands under the name.
        yield check_part("trích yếu", subject or name, lines)


def main():
    for pdf in sys.argv[1:]:
        for fault in filter(None, faults(pdf)):
            print(f"{pdf}: {fault}")


main()
