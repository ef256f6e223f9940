#!/usr/bin/env bash
# Fonts for all four scripts and Vietnamese as language in whatever is made of shipped forms, so that Word takes no
# other font for a letter and marks no word as misspelt.
set -eu -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. tests/lib/tap.sh
vanban=$(realpath "${1:-build/dev/vanban}")
. tests/lib/command.sh

faults() {
    /usr/bin/python3 tests/lib/scripts.py "$1"
}

for form in templates/*/form.yaml; do
    name=$(basename "$(dirname "$form")")
    [ "$name" != frame ] && [ -e "templates/$name/example.yaml" ] || continue
    check "$name renders" "$vanban" render "$name" "templates/$name/example.yaml" -o "$work/$name.docx"
    check "$name has fonts for all scripts" nothing_from faults "$work/$name.docx"
    check "$name is packed" "$vanban" pack "templates/$name" -o "$work/$name-packed.docx"
    check "$name packed has fonts for all scripts" nothing_from faults "$work/$name-packed.docx"
done
finish
