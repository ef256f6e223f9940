"""scripts.py FILE.docx...: where a document names a font for some scripts but not for all four, or has not Vietnamese
as its language. Prints the faults."""
import re
import sys
import zipfile

SCRIPTS = ("ascii", "hAnsi", "eastAsia", "cs")


def faults(name, text):
    for fonts in re.findall(r"<w:rFonts[^>]*>", text):
        named = {script for script in SCRIPTS if f"w:{script}=" in fonts or f"w:{script}Theme=" in fonts}
        if named and named != set(SCRIPTS):
            yield f"{name}: {fonts}"
    for language in re.findall(r'<w:lang [^>]*w:val="([^"]*)"', text):
        if language != "vi-VN":
            yield f"{name}: language {language}"


for path in sys.argv[1:]:
    with zipfile.ZipFile(path) as package:
        for entry in package.namelist():
            if entry.startswith("word/") and entry.endswith(".xml"):
                for fault in faults(f"{path} {entry}", package.read(entry).decode()):
                    print(fault)
        if 'w:val="vi-VN"' not in package.read("word/styles.xml").decode():
            print(f"{path} has no language")
