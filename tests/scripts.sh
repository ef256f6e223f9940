#!/usr/bin/env bash
# Fonts for all four scripts and Vietnamese as language in whatever is made of shipped forms, so that Word takes no
# other font for a letter and marks no word as misspelt.
. "$(dirname "$0")/lib/command.sh"
. tests/lib/forms.sh

faults() {
    /usr/bin/python3 tests/lib/scripts.py "$1"
}

for name in $(form_names); do
    check "$name renders" "$vanban" render "$name" "templates/$name/example.yaml" -o "$work/$name.docx"
    check "$name has fonts for all scripts" nothing_from faults "$work/$name.docx"
    check "$name is packed" "$vanban" pack "templates/$name" -o "$work/$name-packed.docx"
    check "$name packed has fonts for all scripts" nothing_from faults "$work/$name-packed.docx"
done
finish
