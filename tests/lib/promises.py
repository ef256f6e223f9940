"""promises.py FILE.md: what the second column of its tables names and is not there: `files` and “words” in them."""
import pathlib
import re
import sys

tests = pathlib.Path(__file__).resolve().parents[1]
for line in pathlib.Path(sys.argv[1]).read_text("utf-8").splitlines():
    if not line.startswith("| ") or line.startswith(("| ---", "| Promise")):
        continue
    held = re.findall(r"`([^`]+\.(?:sh|c|txt))`|“([^”]+)”", line.rsplit("|", 2)[1])
    content = None
    for name, words in held:
        if name:
            path = tests / name
            content = path.read_text("utf-8") if path.exists() else ""
            if not content:
                print(f"no file {name}: {line}")
        elif words not in (content or ""):
            print(f"no “{words}”: {line}")
    if not held:
        print(f"nothing holds: {line}")
