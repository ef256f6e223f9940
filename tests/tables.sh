#!/usr/bin/env bash
# Workbooks that openpyxl, LibreOffice and libxlsxwriter write are read as openpyxl reads them, cell by cell;
# workbooks to fill in are valid and render at once; what is wrong in a table is told at its cell.
. "$(dirname "$0")/lib/command.sh"
. tests/lib/validator.sh
validator_install
/usr/bin/python3 tests/lib/tables.py "$vanban" "$scratch" "$(validator_program)"
