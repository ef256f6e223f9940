"""Called by tests/extract.sh: the data a document was made of against the data read from it.

What a form prints in one way for several ways of typing is compared as printed: lines joined, marks at the ends and
capitals of names aside, closing words with the body.
"""

import json
import re
import subprocess
import sys
import unicodedata

NOT_SHOWN = {"Số liệu", "Định dạng", "Tên cơ quan trong câu", "Cỡ chữ", "Ảnh chữ ký", "Ảnh con dấu", "Số"}


def fields_of(vanban, form):
    output = subprocess.run([vanban, "fields", form, "--json"], check=True, capture_output=True).stdout
    return json.loads(output)


def labels_of(fields):
    return [field["label"] for field in fields]


def data_of(vanban, labels, path):
    expression = "[" + ", ".join(f"`{label}` | default(none)" for label in labels) + "]"
    output = subprocess.run([vanban, "eval", expression, path, "--json"], check=True, capture_output=True).stdout
    return dict(zip(labels, json.loads(output)))


def plain(text):
    if isinstance(text, bool):
        text = "có" if text else "không"
    text = unicodedata.normalize("NFC", str(text)).replace("**", "")
    date = re.fullmatch(r"(\d\d?)/(\d\d?)/(\d{4})", text)
    if date:
        return f"{date[3]}-{int(date[2]):02}-{int(date[1]):02}"
    lines = [re.sub(r"^[-–+]\s*", "- ", line.strip()).rstrip(" .;,/") for line in text.split("\n")]
    return " ".join(" ".join(line for line in lines if line).split()).casefold()


def canonical(value):
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [canonical(item) for item in value]
    if isinstance(value, list):
        return " ".join(plain(item) for item in value).removeprefix("v/v ")
    if isinstance(value, dict):
        return {key: canonical(item) for key, item in value.items() if item not in (None, False)}
    return plain(value).removeprefix("v/v ")


def whole(data):
    body = [data.get("Nội dung") or "", data.get("Lời kết") or ""]
    if any(body):
        data["Nội dung"] = "\n".join(body)
    return {
        label: canonical(value)
        for label, value in data.items()
        if value not in (None, "", []) and label not in NOT_SHOWN | {"Lời kết"}
    }


def is_default(fields, label, given):
    return any(field["label"] == label and canonical(field.get("default") or "") == given for field in fields)


def main():
    vanban, form, path, read_form, read_path = sys.argv[1:]
    fields = fields_of(vanban, form)
    optional = {field["label"] for field in fields if not field["required"]}
    given = whole(data_of(vanban, labels_of(fields), path))
    read = whole(data_of(vanban, labels_of(fields), read_path))
    if read_form != form:
        given.pop("Tên loại")  # a form of that name writes it
    faults = 0
    for label in sorted(given.keys() | read.keys()):
        is_computed = label not in given and label in optional
        if given.get(label) != read.get(label) and not is_computed and not is_default(fields, label, given.get(label)):
            print(f"{label}: given {given.get(label)!r}, read {read.get(label)!r}")
            faults += 1
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()
