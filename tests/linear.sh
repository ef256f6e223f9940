#!/usr/bin/env bash
# The work grows with the tags and rows of a template, not with their square. Instructions are counted, not time.
. "$(dirname "$0")/lib/command.sh"
unset VANBAN_VERIFY # reads the whole document back

kinds=$(/usr/bin/python3 tests/lib/linear.py kinds)
for kind in $kinds; do
    check "$kind" /usr/bin/python3 tests/lib/linear.py count "$kind" "$vanban" "$scratch"
done
finish
