#!/usr/bin/env bash
# Figures: a million results against Python's fractions and decimal, an error planted in each identity of the
# shipped report and named with its cell, figures explained.
. "$(dirname "$0")/lib/command.sh"
/usr/bin/python3 tests/lib/figures.py "$vanban" "$scratch"
