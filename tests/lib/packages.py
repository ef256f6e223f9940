"""packages.py FOLDER: makes small Word packages in FOLDER, good and bad ones, each named after what it is."""
import io
import pathlib
import random
import sys
import warnings
import zipfile

from small_package import OFFICE, ROOT_RELATIONSHIPS, TYPES, document, parts, relationships, write

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MIB = 1 << 20
ZEROS = bytes(60 * MIB)


def with_entry(name, content="x"):
    return [*parts(), (name, content)]


def noise(length):
    return random.Random(1).randbytes(length)


WORKBOOK = [
    ("[Content_Types].xml", TYPES.replace("word/document.xml", "xl/workbook.xml").replace(
        "wordprocessingml.document.main", "spreadsheetml.sheet.main")),
    ("_rels/.rels", ROOT_RELATIONSHIPS.replace("word/document.xml", "xl/workbook.xml")),
    ("xl/workbook.xml", "<workbook/>"),
]
TEMPLATES = {
    "plain": parts(),
    "figures": parts(document("{{ số }} và {{ 1234567.5 | số }}")),
    "big": with_entry("word/media/image1.png", noise(64 << 10)),
    "tags-wrong": parts(document("{{ tenn }}", "{% for x in ds %}", "{{ 1 + }}", "{% endif %}")),
    "tags-and-names-wrong": parts(document("{{ tênn }} {% if khác %}{{ phụ }} {{ tênh }}{% endif %}", "{% set số = (1 %}",
                                           "{{ số }}", "{% for x in ds %}{{ x.y }}{% endfor %}", "{{ z | mặc định(1) }}")),
    "block-open": parts(document("{% if tên %}", "một")),
    "loop": parts(document("{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}")),
    "loop-short": parts(document("{% for a in range(9999) %}một hai {% endfor %}")),
    "nested": parts(document("{% if 1 %}" * 33 + "x" + "{% endif %}" * 33)),
    "bomb": parts(document(" " * (65 * MIB))),
    "bombs": [*parts(), *((f"word/media/image{n}.png", ZEROS) for n in range(5))],
    "many-entries": [*parts(), *((f"word/media/{n}.png", "") for n in range(1001))],
    "name-dot-dot": with_entry("../evil.xml"),
    "name-absolute": with_entry("/evil.xml"),
    "name-backslash": with_entry("word\\evil.xml"),
    "name-control": with_entry("word/e\x1bvil.xml"),
    "name-twice": [*parts(), ("word/document.xml", document("khác"))],
    "doctype": parts(document("&x; {{ tên }}", before='<!DOCTYPE w:document [<!ENTITY x "lặp">]>')),
    "doctype-file": parts(document("&x; {{ tên }}", before='<!DOCTYPE w:document [<!ENTITY x SYSTEM "/etc/passwd">]>')),
    "deep": parts(document("{{ tên }}", inside="<w:sdt>" * 300 + "</w:sdt>" * 300)),
    "bad-xml": parts(document("{{ tên }}") + "<rest>"),
    "no-document": [("[Content_Types].xml", TYPES), ("_rels/.rels", ROOT_RELATIONSHIPS)],
    "no-types": list(parts())[1:],
    "no-parts": [],
    "macro": [*parts(), ("word/vbaProject.bin", noise(99)), ("word/_rels/document.xml.rels", relationships(
        'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"'))],
    "external": [*parts(), ("word/_rels/document.xml.rels", relationships(
        f'Type="{OFFICE}/attachedTemplate" Target="http://example.invalid/a.dotm" TargetMode="External"'))],
    "field-include": parts(document("{{ tên }}", inside='<w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;/etc/passwd&quot; ">'
                                                  "<w:r><w:t>hai</w:t></w:r></w:fldSimple></w:p>")),
}


def with_encryption_flags(content):
    """Sets bit 0 of the flags in every local and central header, as an encrypted archive has it."""
    changed = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(signature)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(signature, at + 4)
    return bytes(changed)


def with_wrong_sum(content):
    """Changes the CRC-32 of word/document.xml in both its headers."""
    changed = bytearray(content)
    changed[changed.find(b"word/document.xml") - 30 + 14] ^= 0xff
    changed[changed.rfind(b"word/document.xml") - 46 + 16] ^= 0xff
    return bytes(changed)


def with_directory_damaged(content):
    """Says that an entry's name in the list of entries is longer than the list."""
    changed = bytearray(content)
    changed[changed.rfind(b"PK\x01\x02") + 29] = 0xff
    return bytes(changed)


def with_old_name(content):
    """Names an entry in bytes of an old code page, as archivers of that time did."""
    return content.replace(b"word/ghi-chu.txt", b"word/ghi-ch\xf9.txt")


def packed(entries, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    write(file, entries, method)
    return file.getvalue()


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, entries in TEMPLATES.items():
        write(folder / f"{name}.docx", entries)
    plain = (folder / "plain.docx").read_bytes()
    for name, content in {
        "encrypted": with_encryption_flags(plain),
        "old-format": COMPOUND_FILE + bytes(1000),
        "password": COMPOUND_FILE + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(992),
        "truncated": plain[:len(plain) // 2],
        "tail-cut": plain[:-10],
        "text": "Không phải tệp Word.\n".encode(),
        "empty": b"",
        "noise": noise(4096),
        "sum-wrong": with_wrong_sum(plain),
        "directory-damaged": with_directory_damaged(plain),
        "name-not-utf8": with_old_name(packed(with_entry("word/ghi-chu.txt"))),
        "bzip2": packed(parts(), zipfile.ZIP_BZIP2),
        "workbook": packed(WORKBOOK),
        "odd-part": packed(with_entry("word/ghi-chu.txt")),
    }.items():
        (folder / f"{name}.docx").write_bytes(content)


warnings.filterwarnings("ignore", "Duplicate name")
if __name__ == "__main__":
    main()
