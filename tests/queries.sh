#!/usr/bin/env bash
# SQL of forms: queries over fractions against Python's fractions, queries without any against SQLite itself.
. "$(dirname "$0")/lib/command.sh"
/usr/bin/python3 tests/lib/queries.py "$vanban" "$scratch"
