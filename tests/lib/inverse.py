"""Called by tests/inverse.sh: what was read from a document against what it was made of, by labels.

data.json beside READ.json gets what was read, absent.json what the document does not show (tests/inverse/absent.txt), so
that it can be made again.

inverse.py VANBAN FORM READ.json DATA...
"""

import json
import os
import subprocess
import sys

from extract import canonical, fields_of, whole

NOT_SHOWN = "tests/inverse/absent.txt"


def given_data(vanban, files):
    output = subprocess.run([vanban, "eval", "data", *files, "--json"], check=True, capture_output=True).stdout
    return json.loads(output)


def by_labels(data, fields):
    """Data files may say a field by its name, too, as those do that "vanban rollup" writes."""
    labels = {field["name"]: field for field in fields} | {field["label"]: field for field in fields}
    return {
        labels[key]["label"] if key in labels else key: value_by_labels(value, labels.get(key, {}).get("fields", []))
        for key, value in data.items()
    }


def value_by_labels(value, fields):
    if isinstance(value, list):
        return [value_by_labels(item, fields) for item in value]
    return by_labels(value, fields) if isinstance(value, dict) and fields else value


def absent_fields(form):
    rows = [[cell.strip() for cell in row.split("|")] for row in open(NOT_SHOWN, encoding="utf-8") if row[0] != "#"]
    for name, words, _why in rows:
        field, _, members = words.partition(":")
        if name == form:
            yield field, [member.strip() for member in members.split(",")] if members else []


def take(data, field, members):
    """The field, or those members of it, moved out of the data."""
    if not members:
        return data.pop(field, None)
    value = data.get(field)
    if isinstance(value, list):
        return [{member: row.pop(member) for member in members if member in row} for row in value]
    return {member: value.pop(member) for member in members if member in value} if value else None


def merged(absent, read):
    """Rows of tables merge one by one here; data files would replace them."""
    for field, value in absent.items():
        if isinstance(value, list) and isinstance(read.get(field), list) and len(value) == len(read[field]):
            absent[field] = [row | other for row, other in zip(read[field], value)]
    return absent


def without_blanks(value):
    if isinstance(value, dict):
        return {key: inner for key, item in value.items() if (inner := without_blanks(item)) not in (None, "", [], {})}
    return [without_blanks(item) for item in value] if isinstance(value, list) else value


def defaults_of(fields):
    for field in fields:
        yield field["label"], canonical(field.get("default") or "")


def without_zeros(value):
    """What is 0 by default need not be read: it is not printed."""
    if isinstance(value, dict):
        return {key: without_zeros(item) for key, item in value.items() if item not in ("0", None, "", {})}
    return [without_zeros(item) for item in value] if isinstance(value, list) else value


def write(folder, name, data):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False)


def main():
    vanban, form, read_path, *files = sys.argv[1:]
    folder = os.path.dirname(read_path)
    fields = fields_of(vanban, form)
    given = without_blanks(by_labels(given_data(vanban, files), fields))
    read = json.load(open(read_path, encoding="utf-8"))["data"]
    write(folder, "data.json", read)
    absent = {}
    for field, members in absent_fields(form):
        value = take(given, field, members)
        take(read, field, members) if members else read.pop(field, None)
        if isinstance(value, dict) and isinstance(absent.get(field), dict):
            absent[field] |= value
        elif value not in (None, [], {}):
            absent[field] = value
    write(folder, "absent.json", merged(absent, read))
    defaults = dict(defaults_of(fields))
    optional = {field["label"] for field in fields if not field["required"]}
    given, read = without_zeros(whole(given)), without_zeros(whole(read))
    faults = [
        f"{label}: given {given.get(label)!r}, read {read.get(label)!r}"
        for label in sorted(given.keys() | read.keys())
        if given.get(label) != read.get(label)
        and not (label not in given and label in optional)
        and given.get(label) != defaults.get(label)
    ]
    print("\n".join(faults))
    sys.exit(len(faults) > 0)


main()
