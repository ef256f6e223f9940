"""Documents of a batch and the same documents rendered alone: the same bytes, or the same problems.

    together.py VANBAN FOLDER FORM...

Each form has its example as data without every second of what may be left out, twice; then two records that go over
the example, group by group. All forms are one batch, what is for one standing under its name, and then each form is
one of its own; the records in both orders, with one worker and with four.
"""

import json
import os
import shutil
import subprocess
import sys

VANBAN, FOLDER = sys.argv[1:3]
FORMS = sys.argv[3:]


def run(*arguments):
    return subprocess.run([VANBAN, *arguments], capture_output=True, text=True, cwd=FOLDER)


def field_of(name, fields):
    return next((field for field in fields if name in (field["name"], field["label"])), None)


def thin(data, fields, drops):
    """The record without every second of its optional fields, and so inside; `drops`: the first."""
    kept = {}
    for name, value in data.items():
        field = field_of(name, fields)
        if field is not None and not field["required"]:
            drops = not drops
            if not drops:
                continue
        inner = field["fields"] if field is not None else []
        if inner and isinstance(value, dict):
            value = thin(value, inner, drops)
        elif inner and isinstance(value, list):
            value = [thin(row, inner, drops) for row in value[: max(1, len(value) - 1)]]
        kept[name] = value
    return kept


def over(data, fields, first):
    """Of each record inside every second field, of each table half of its rows."""
    kept = {}
    for name, value in data.items():
        field = field_of(name, fields)
        inner = field["fields"] if field is not None else []
        if inner and isinstance(value, dict):
            kept[name] = dict(list(over(value, inner, first).items()) + list(value.items())[first::2])
        elif inner and isinstance(value, list):
            half = (len(value) + 1) // 2
            kept[name] = value[:half] if first else value[half:] or value[:half]
    return kept


def shared_groups(examples, fields):
    """The groups that every form calls alike that knows them, with what all these know inside."""
    groups = {}
    for name, value in [entry for form in FORMS for entry in examples[form].items()]:
        users = [form for form in FORMS if field_of(name, fields[form])]
        if not isinstance(value, dict) or not all(isinstance(examples[form].get(name), dict) for form in users):
            continue
        inside = {key: one for key, one in value.items()
                  if all(key in examples[form][name] and field_of(key, field_of(name, fields[form])["fields"])
                         for form in users)}
        if inside and len(users) > 1:
            groups[name] = inside
    return groups


def own(data, fields):
    """What of the data the form knows."""
    return {name: value for name, value in data.items() if field_of(name, fields)}


def write(name, records):
    with open(os.path.join(FOLDER, name), "w", encoding="utf-8") as file:
        for record in records:
            print(json.dumps(record, ensure_ascii=False), file=file)


def read(path):
    path = os.path.join(FOLDER, path)
    if not os.path.exists(path):
        return None
    with open(path, "rb") as file:
        return file.read()


def alone(form, *data):
    """The document, or the codes of what keeps it from being made."""
    files = [f"alone-{number}.json" for number in range(len(data))]
    for name, record in zip(files, data):
        write(name, [record])
    told = run("render", form, *files, "-o", "alone.docx", "--force", "--json")
    if told.returncode == 0:
        return read("alone.docx")
    return [json.loads(line)["code"] for line in told.stderr.splitlines() if line.startswith("{")]


def made(path):
    """The same of a document of the batch."""
    for line in (read("together/failed.jsonl") or b"").decode().splitlines():
        failure = json.loads(line)
        if failure["path"] == path:
            return [problem["code"] for problem in failure["problems"]]
    return read(f"together/{path}")


def is_batch(forms, records, common, jobs, expected, *options):
    """Makes one batch and tells what is otherwise than alone."""
    write("common.json", [common])
    write("records.jsonl", records)
    told = run("batch", *forms, "records.jsonl", "--data", "common.json", "--out-dir", "together", "--name",
               "{{ mẫu }}-{{ dấu }}" if len(forms) > 1 else forms[0] + "-{{ dấu }}", "--jobs", str(jobs), *options)
    if told.returncode not in (0, 1):
        print(f"a batch of {len(forms)} forms: {told.stderr}")
    for (form, mark), right in expected.items():
        path = f"{form}-{mark}.docx"
        document = made(path) if form in forms else right
        if document != right:
            shown = [one if isinstance(one, list) else "a document" for one in (document, right)]
            print(f"{path} of {len(forms)} forms and {jobs} workers: {shown[0]}; alone {shown[1]}")


def whole_batch(*arguments):
    shutil.rmtree(os.path.join(FOLDER, "together"), ignore_errors=True)
    is_batch(*arguments)
    is_batch(*arguments, "--resume")


def main():
    templates, examples, fields = os.path.join(os.getcwd(), "templates"), {}, {}
    for form in FORMS:
        example = os.path.join(templates, form, "example.yaml")
        examples[form] = json.loads(run("eval", "data", example, "--json").stdout)
        fields[form] = json.loads(run("fields", form, "--json").stdout)

    def records(marks, make):
        """By mark: what each form has alone."""
        return {mark: {form: make(examples[form], fields[form], mark == marks[0]) for form in FORMS}
                for mark in marks}

    def lines(record, form=None):
        return [{"dấu": mark, **(parts if form is None else parts[form])} for mark, parts in record.items()]

    groups = shared_groups(examples, fields)
    known = {form: own(groups, fields[form]) for form in FORMS}
    lone = records(("lẻ", "chẵn"), thin)
    expected = {(form, mark): alone(form, known[form], lone[mark][form]) for form in FORMS for mark in lone}
    shared = [{**groups, **line} for line in lines(lone)]
    whole_batch(FORMS, shared, {}, 1, expected)
    whole_batch(FORMS[::-1], shared[::-1], {}, 4, expected)
    laid = records(("trước", "sau"), over)
    expected = {(form, mark): alone(form, examples[form], known[form], laid[mark][form])
                for form in FORMS for mark in laid}
    shared = [{**groups, **line} for line in lines(laid)]
    whole_batch(FORMS, shared, examples, 4, expected)
    whole_batch(FORMS[::-1], shared[::-1], examples, 1, expected)
    for form in FORMS:
        expected = {(form, mark): alone(form, examples[form], laid[mark][form]) for mark in laid}
        whole_batch([form], lines(laid, form)[::-1], examples[form], 1, expected)


main()
