"""Prints each check, identity and claim of a shipped form that no test names: as [name] where it is told, or as "name"."""
import pathlib
import re

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
# What is counted twice in a list agrees with itself; what the software says is broken column by column in dossiers.py.
NOT_BY_NAME = re.compile(r"phan-mem-.*|(dang|da)-giai-quyet|tiep-nhan|ngang-(tiep-nhan|can-doi)")

sources = [*ROOT.glob("tests/data/shipped/*.txt"), *ROOT.glob("tests/lib/*.py"), ROOT / "README.md", ROOT / "templates/README.md"]
named = set(re.findall(r'[\["]([a-z0-9-]+)[\]"]', "\n".join(path.read_text("utf-8") for path in sources)))
for path in sorted(ROOT.glob("templates/*/form.yaml")):
    form = yaml.safe_load(path.read_text("utf-8"))
    names = [check["name"] for kind in ("checks", "identities", "claims") for check in form.get(kind) or []]
    for name in names:
        if name not in named and not NOT_BY_NAME.fullmatch(name):
            print(f"{form['form']}: {name}")
