#!/usr/bin/env bash
# Documents as other people type them (tests/typed, made by tests/lib/typed.py): the checker finds what is there and
# nothing else, at its place.
# Called with the path of a vanban to test.
set -eu -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
vanban=${1:-build/dev/vanban}
. tests/lib/tap.sh
. tests/lib/command.sh

documents=$root/build/test-documents/typed
rm -rf "$documents"
mkdir -p "$documents"

documents_are_made() {
    /usr/bin/python3 tests/lib/typed.py make "$documents"
}

findings_are_those() {
    (cd "$documents" && "$vanban" check --json ./*.docx) >"$scratch/findings" || [ $? = 1 ] || return 1
    nothing_from /usr/bin/python3 tests/lib/typed.py verify "$documents" "$scratch/findings"
}

check "documents are made" documents_are_made
check "what is found in them is there, and all of it" findings_are_those
# What the validator and the page viewer look at are documents as we make them, not these.
rm -rf "$documents"
finish
