"""inverse_documents.py form|holes|page|damage FOLDER [DOCUMENT]: makes documents for tests/inverse.sh in FOLDER.

form: a clerk's own form, with a list, a table, a box to tick and a figure in two places.
holes: a form of nothing but holes, and a long text of one word, that matches it in more ways than can be counted.
damage: copies of DOCUMENT with paragraphs, runs and texts lost, doubled or in another order.
"""

import pathlib
import random
import re
import sys
import zipfile

from small_package import document, parts, write


def row(*cells):
    inside = "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in cells)
    return f"<w:tr>{inside}</w:tr>"


def form(folder):
    table = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>" + row(
        "STT", "Họ tên", "Quan hệ") + row("{%tr for người in Nhân khẩu %}", "", "") + row(
        "{{ loop.index }}", "{{ người.Họ tên }}", "{{ người.Quan hệ }}") + row("{%tr endfor %}", "", "") + "</w:tbl>"
    text = document(
        "PHIẾU KHAI", "Chủ hộ: {{ Chủ hộ | upper }}, thôn {{ Thôn }}",
        "{% if Loại nhà == 'kiên cố' %}☑{% else %}☐{% endif %} nhà kiên cố",
        "{% for việc in Đề nghị %}", "- {{ việc }};", "{% endfor %}", inside=table + document(
            "Tôi là {{ Chủ hộ }}, nộp {{ Số tiền }} đồng, ngày {{ Ngày }}.",
            "Người khai: {{ Chủ hộ }}").split("<w:body>")[1].split("</w:body>")[0])
    write(folder / "phieu.docx", parts(text))


def holes(folder):
    write(folder / "lo.docx", parts(document("a".join("{{ x%d }}" % number for number in range(40)) + "!")))
    write(folder / "dai.docx", parts(document("a" * 20000 + "b")))


def pieces(main):
    return re.split(r"(?=<w:p[ >/])|(?=<w:r[ >])|(?=<w:t[ >])|(?=<w:tr[ >])", main)


def harmed(rng, main):
    body = pieces(main)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(body))
        kind = rng.randrange(4)
        if kind == 0:
            body[at] = re.sub(r">[^<]+<", "><", body[at])
        elif kind == 1:
            body[at] = re.sub(r">([^<]+)<", lambda text: f">{text[1][:rng.randrange(len(text[1]) + 1)]}<", body[at])
        elif kind == 2:
            body[at] = re.sub(r">([^<]+)<", r">\1\1<", body[at])
        else:
            body[at] = re.sub(r'w:val="[A-Z][A-Za-z]+"', 'w:val="NoiDung"', body[at])
    return "".join(body)


def damage(folder, source):
    rng = random.Random(20)
    with zipfile.ZipFile(source) as original:
        entries = [(info.filename, original.read(info)) for info in original.infolist()]
    for number in range(40):
        write(folder / f"hong-{number:02}.docx", [
            (name, harmed(rng, content.decode()) if name == "word/document.xml" else content)
            for name, content in entries])


def main():
    what, folder, *rest = sys.argv[1:]
    {"form": form, "holes": holes, "damage": damage}[what](pathlib.Path(folder), *rest)


main()
