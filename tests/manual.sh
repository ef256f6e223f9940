#!/usr/bin/env bash
# The examples of the manual and of the README do what they say.
. "$(dirname "$0")/lib/tap.sh"
exec /usr/bin/python3 tests/lib/manual.py build/dev build/manual README.md templates/README.md
