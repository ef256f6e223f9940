#!/usr/bin/env bash
# Templates made for docxtpl run unchanged: each case in tests/templates/valid comes out as docxtpl has it, or as its
# right.txt says where docxtpl is wrong. The documents go to build/test-documents for tests/documents.sh.
. "$(dirname "$0")/lib/command.sh"
# The validator knows smart tags only in Office 2007, w:bdo only later: these would not be valid in all versions.
not_validated='smart-tag-and-field smart-tags-in-one-another text-of-other-directions'
status=0
/usr/bin/python3 tests/lib/differential/main.py "$vanban" tests/templates/valid "$scratch" || status=$?
for name in $not_validated; do
    rm -f "$scratch/documents/docxtpl-$name.docx"
done
cp "$scratch"/documents/*.docx "$documents"
exit "$status"
