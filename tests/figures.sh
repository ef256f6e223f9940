#!/usr/bin/env bash
# Figures: a million results against Python's fractions and decimal, an error planted in each identity of the
# shipped report and named with its cell, figures explained.
set -eu -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
vanban=$(realpath "${1:-build/dev/vanban}")
mkdir -p build
scratch=$(mktemp -d "$root/build/figures-XXXXXX")
trap 'rm -rf "$scratch"' EXIT
unset VANBAN_LANG VANBAN_TEMPLATES
export LC_ALL=C.UTF-8
/usr/bin/python3 -B tests/lib/figures.py "$vanban" "$scratch"
