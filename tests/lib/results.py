"""Results of checks as TAP, for the checks that are Python: check(name, is_good, told) many times, then finish()."""
import sys

MOST_LINES = 25
count = failed = 0


def check(name, is_good, told=""):
    """`told` is shown when it is not good: a text, or lines."""
    global count, failed
    count += 1
    failed += not is_good
    print(f"{'ok' if is_good else 'not ok'} {count} - {name}")
    lines = told.splitlines() if isinstance(told, str) else [str(line) for line in told]
    if not is_good:
        print("".join(f"# {line}\n" for line in lines[:MOST_LINES]), end="")


def has_no(name, faults):
    """A check that is good when there are none of the faults, which are lines."""
    check(name, not faults, faults)


def finish():
    print(f"1..{count}")
    sys.exit(failed > 0)
