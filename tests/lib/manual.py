"""manual.py PROGRAMS SCRATCH FILE.md...: runs the examples of Markdown files and prints TAP.

    ```console          each line "$ command" is run; the lines up to the next command are what it must print,
    $ command           output and errors together; a line "…" stands for any lines
    ```
    ```yaml data.yaml   a block with a file's name is written to that file first

The commands of one Markdown file run in order, in one empty folder, with PROGRAMS on the PATH.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys

END = "end of command 7f3a"
BLOCK = re.compile(r"^( *)```([^\n`]*)\n(.*?)^\1```[ ]*$", re.S | re.M)


def read_steps(text):
    """Yields ("file", name, content) and ("run", [(line, command, expected lines)]) in order."""
    for block in BLOCK.finditer(text):
        indent, info, body = block.groups()
        first_line = text.count("\n", 0, block.start(3)) + 1
        body = re.sub(rf"^{indent}", "", body, flags=re.M)
        kind, _, name = info.strip().partition(" ")
        if kind == "console":
            yield "run", list(read_commands(body, first_line))
        elif name.strip():
            yield "file", name.strip(), body


def read_commands(body, first_line):
    command = None
    for number, line in enumerate(body.splitlines(), first_line):
        if line.startswith("$ "):
            if command:
                yield command
            command = (number, line[2:], [])
        elif command and command[1].endswith("\\"):
            command = (command[0], command[1] + "\n" + line.removeprefix("> "), [])
        elif command:
            command[2].append(line)
    if command:
        yield command


def run_block(commands, folder, environment):
    """The output of each command; one shell runs the block, so that variables and $? go on."""
    script = "".join(f"{text}\n{{ status=$?; printf '\\n{END}\\n'; (exit $status); }}\n" for _, text, _ in commands)
    ran = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=1500, check=False)
    outputs = ran.stdout.decode(errors="replace").split(f"\n{END}\n")
    return [output.removesuffix("\n").split("\n") if output else [] for output in outputs[:len(commands)]]


def matches(expected, printed):
    """A line "…" matches any number of lines, also none."""
    if not expected:
        return not printed
    if expected[0].strip() == "…":
        return any(matches(expected[1:], printed[start:]) for start in range(len(printed) + 1))
    return bool(printed) and expected[0].rstrip() == printed[0].rstrip() and matches(expected[1:], printed[1:])


def run_manual(path, folder, environment):
    """Yields (name of the example, None or what is wrong)."""
    for step in read_steps(path.read_text()):
        if step[0] == "file":
            target = folder / step[1]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(step[2])
            continue
        outputs = run_block(step[1], folder, environment)
        for index, (line, command, expected) in enumerate(step[1]):
            name = f"{path} line {line}: {command.splitlines()[0]}"
            printed = outputs[index] if index < len(outputs) else ["(the shell ended before this command)"]
            wrong = None if matches(expected, printed) else ["expected:", *expected, "printed:", *printed]
            yield name, wrong


def main():
    programs, scratch, *manuals = sys.argv[1:]
    unset = ("VANBAN_LANG", "VANBAN_TEMPLATES", "LANGUAGE")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    environment.update(PATH=f"{os.path.abspath(programs)}:{os.environ['PATH']}", LC_ALL="C.UTF-8")
    shutil.rmtree(scratch, ignore_errors=True)
    count = failed = 0
    for manual in manuals:
        folder = pathlib.Path(scratch, manual.replace("/", "-").removesuffix(".md"))
        folder.mkdir(parents=True)
        for name, wrong in run_manual(pathlib.Path(manual), folder, environment):
            count += 1
            failed += wrong is not None
            print(f"{'not ok' if wrong else 'ok'} {count} - {name}")
            for line in wrong or []:
                print(f"#   {line}")
    print(f"1..{count}")
    sys.exit(failed > 0)


main()
