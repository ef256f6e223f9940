#!/usr/bin/env bash
# Rules of the standard: for each a document that keeps all rules and one that breaks this one alone (tests/standard, made
# by tests/lib/standard.py); every shipped form's example is clean.
# Called with the path of a vanban to test.
set -eu -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
vanban=${1:-build/dev/vanban}
. tests/lib/tap.sh
. tests/lib/command.sh

documents=$root/build/test-documents/standard
rm -rf "$documents"
mkdir -p "$documents"

every_rule_has_a_folder() {
    nothing_from /usr/bin/python3 tests/lib/standard.py rules
}

documents_are_made() {
    /usr/bin/python3 tests/lib/standard.py make "$vanban" "$documents"
}

each_rule_finds_its_fault_alone() {
    (cd "$documents" && "$vanban" check --json ./*-good.docx ./*-bad.docx) >"$scratch/findings" || [ $? = 1 ] || return 1
    nothing_from /usr/bin/python3 tests/lib/standard.py verify "$documents" "$scratch/findings"
}

examples_are_clean() {
    local form
    for form in templates/*/form.yaml; do
        form=$(basename "$(dirname "$form")")
        [ -f "templates/$form/example.yaml" ] && [ "$form" != so-van-ban-di ] || continue # a register
        "$vanban" render "$form" "templates/$form/example.yaml" -o "$scratch/$form.docx" --force || return 1
    done
    nothing_from "$vanban" check --json "$scratch"/*.docx
}

check "every rule has a folder of tests" every_rule_has_a_folder
check "documents are made" documents_are_made
check "each rule finds its fault alone" each_rule_finds_its_fault_alone
check "examples of shipped forms are clean" examples_are_clean
# What the validator and the page viewer look at are documents as people have them, not these.
rm -rf "$documents"
finish
