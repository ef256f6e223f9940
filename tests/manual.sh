#!/usr/bin/env bash
# The examples of the manual and of the README do what they say.
set -eu -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
exec /usr/bin/python3 tests/lib/manual.py build/dev build/manual README.md templates/README.md
