"""memory.py make FOLDER: templates whose tables have 100 000 rows, each with something that is known only at the end, and
one with 1 000;
memory.py run MIB COMMAND...: the command must succeed within so much memory."""
import pathlib
import resource
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "differential"))
import package  # noqa: E402

ROWS = ("| {% for i in range(1000) %}{% for j in range(100) %}{{ i }} | {{ j }} | ba | bốn | năm | sáu | bảy | "
        "{{ i * j }}{% endfor %}{% endfor %} |\n/table\n¶\n")
TEMPLATES = {
    "rows": ROWS,
    "rows-and-a-word": "{{ 'document' }}\n" + ROWS,
    "rows-and-a-document": "{% include 'guest.docx' %}\n" + ROWS,
    "many-rows": ROWS.replace("1000)", "10)"),
    "guest": "Xin chào\n",
}


def make(folder):
    for name, body in TEMPLATES.items():
        case = folder / name
        case.mkdir(parents=True)
        (case / "body.txt").write_text(body, "utf-8")
        package.write(case, folder / f"{name}.docx")


def run(most, *command):
    status = subprocess.run(command, check=False).returncode
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    if used > int(most):
        print(f"{used} MiB")
    sys.exit(status != 0 or used > int(most))


def main():
    if sys.argv[1] == "make":
        make(pathlib.Path(sys.argv[2]))
    else:
        run(*sys.argv[2:])


main()
