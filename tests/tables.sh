#!/usr/bin/env bash
# Workbooks that openpyxl, LibreOffice and libxlsxwriter write are read as openpyxl reads them, cell by cell;
# workbooks to fill in are valid and render at once; what is wrong in a table is told at its cell.
set -eu -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
vanban=$(realpath "${1:-build/dev/vanban}")
mkdir -p build
scratch=$(mktemp -d "$root/build/tables-XXXXXX")
trap 'rm -rf "$scratch"' EXIT
unset VANBAN_LANG VANBAN_TEMPLATES
export LC_ALL=C.UTF-8
. tests/lib/validator.sh
validator_install
/usr/bin/python3 -B tests/lib/tables.py "$vanban" "$scratch" "$(validator_program)"
