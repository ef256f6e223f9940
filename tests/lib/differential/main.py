"""main.py VANBAN CASES WORK [CASE...]: renders each case with vanban and docxtpl and compares; prints TAP.
Each case is also rendered with its runs split; what comes out must be the same. Then come templates made at random.

A case whose folder has a `note` says where docxtpl is wrong; then `right.txt` is what is right. All others must come
out the same. VANBAN_ACCEPT=1 writes what vanban gives into right.txt. Folders with an expected.txt are cases of vanban
alone, which a unit program renders.
"""
import difflib
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import warnings

import model
import package
import random_templates
import reference
import split

RANDOM_TEMPLATES = 60


class Results:
    def __init__(self):
        self.count = self.failed = 0

    def tell(self, name, faults):
        self.count += 1
        self.failed += bool(faults)
        print(f'{"not ok" if faults else "ok"} {self.count} - {name}', *(f"# {line}" for line in faults), sep="\n")


def differences(expected, actual, named, other):
    return list(difflib.unified_diff(expected, actual, named, other, lineterm="", n=1))


def render_with_vanban(vanban, template, data, out):
    done = subprocess.run([vanban, "render", template, data, "-o", out, "--force", "--verify",
                           "--numbers", "plain", "--undefined", "blank", "--lang", "en"],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return [] if done.returncode == 0 else [f"exit status {done.returncode}", *done.stdout.splitlines()]


def render_with_docxtpl(work):
    """The lines of what docxtpl gives; of a failure, what it says."""
    try:
        data = json.loads((work / "data.json").read_text("utf-8"))
        reference.render(work / "template.docx", data, work / "docxtpl.docx")
        return model.read(work / "docxtpl.docx")
    except Exception as error:  # Whatever a template makes it raise is its result.
        return [f"{type(error).__name__}: {line}" for line in (str(error).splitlines() or [""])]


class Case:
    def __init__(self, folder, work):
        self.folder, self.name, self.work = folder, folder.name, work
        self.note = folder / "note"
        self.right = folder / "right.txt"

    def prepare(self):
        self.work.mkdir(parents=True, exist_ok=True)
        package.write(self.folder, self.work / "template.docx")
        package.write_pictures(self.work)
        for inner in filter(pathlib.Path.is_dir, self.folder.iterdir()):
            package.write(inner, self.work / f"{inner.name}.docx")
        (self.work / "data.json").write_bytes((self.folder / "data.json").read_bytes())

    def run(self, vanban, out, results):
        self.prepare()
        faults = render_with_vanban(vanban, self.work / "template.docx", self.work / "data.json", out)
        results.tell(f"{self.name} renders", faults)
        reference_lines = render_with_docxtpl(self.work)
        actual = [] if faults else model.read(out)
        if self.note.exists():
            self.compare_with_right(actual, reference_lines, results)
        else:
            results.tell(f"{self.name} is as docxtpl has it", differences(reference_lines, actual, "docxtpl", "vanban"))
        if not faults:
            self.compare_with_split_runs(vanban, actual, results)

    def compare_with_right(self, actual, reference_lines, results):
        if os.environ.get("VANBAN_ACCEPT"):
            self.right.write_text("\n".join(actual) + "\n", "utf-8")
        right = self.right.read_text("utf-8").splitlines() if self.right.exists() else []
        results.tell(f"{self.name} is right", differences(right, actual, "right", "vanban"))
        if right == reference_lines:
            results.tell(f"{self.name} needs its note", ["docxtpl gives the same: remove note and right.txt"])

    def compare_with_split_runs(self, vanban, actual, results):
        template, out = self.work / "split.docx", self.work / "split-out.docx"
        split.write(self.work / "template.docx", template, self.name)
        faults = render_with_vanban(vanban, template, self.work / "data.json", out)
        results.tell(f"{self.name} with split runs is the same",
                     faults or differences(actual, model.read(out), "typed in one go", "split"))


def without_widths(lines):
    """docxtpl counts the cells of a table inside as those of the table around it."""
    return [re.sub(r"^( *table) .*", r"\1", line) for line in lines]


def run_random(vanban, seed, work, results):
    folder = work / "case"
    folder.mkdir(parents=True)
    template = random_templates.Template(random.Random(seed))
    (folder / "body.xml").write_text(template.body(), "utf-8")
    (folder / "data.json").write_text(json.dumps(random_templates.DATA), "utf-8")
    case, out = Case(folder, work), work / "vanban.docx"
    case.prepare()
    faults = render_with_vanban(vanban, work / "template.docx", work / "data.json", out)
    expected = without_widths(render_with_docxtpl(work))
    results.tell(f"random template {seed} is as docxtpl has it",
                 faults or differences(expected, without_widths(model.read(out)), "docxtpl", "vanban"))


def check_readme(cases, results):
    """Every row of the tables in the README beside names cases, and they are there."""
    faults = []
    for line in (cases.parent / "README.md").read_text("utf-8").splitlines():
        if not line.startswith("| ") or line.startswith(("| ---", "| Promise", "| Defect")):
            continue
        names = re.findall(r"`([a-z0-9-]+)`", line.rsplit("|", 2)[1])
        faults += [] if names else [f"no case in: {line}"]
        faults += [f"no case {name}" for name in names
                   if not (cases / name).is_dir() and not (cases.parent / "invalid" / name).is_dir()]
    results.tell("the README names a case for each promise", faults)


def main():
    vanban, cases, work = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
    documents = work / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("ignore")
    results = Results()
    for folder in sorted(cases.iterdir()):
        if not (folder / "data.json").exists() or (folder / "expected.txt").exists():
            continue
        if sys.argv[4:] and folder.name not in sys.argv[4:]:
            continue
        Case(folder, work / folder.name).run(vanban, documents / f"docxtpl-{folder.name}.docx", results)
    check_readme(cases, results)
    for seed in range(0 if sys.argv[4:] else RANDOM_TEMPLATES):
        run_random(vanban, seed, work / f"random-{seed}", results)
    print(f"1..{results.count}")
    sys.exit(results.failed > 0)


main()
