#!/usr/bin/env bash
# Documents as other people type them (tests/typed, made by tests/lib/typed.py): the checker finds what is there and
# nothing else, at its place.
# Called with the path of a vanban to test.
. "$(dirname "$0")/lib/command.sh"

documents=$scratch/documents
mkdir "$documents"

documents_are_made() {
    /usr/bin/python3 tests/lib/typed.py make "$documents"
}

findings_are_those() {
    (cd "$documents" && "$vanban" check --json ./*.docx) >"$scratch/findings" || [ $? = 1 ] || return 1
    nothing_from /usr/bin/python3 tests/lib/typed.py verify "$documents" "$scratch/findings"
}

# What the standard is not for is not mended by it.
others_are_left_alone() {
    local name
    for name in cua-dang don-khong-phai-van-ban-hanh-chinh nghi-quyet-quy-pham; do
        "$vanban" check --fix --json "$documents/$name.docx" -o "$scratch/$name.docx" >"$scratch/mended" || [ $? = 1 ] || return 1
        ! grep '"code":"fixed"' "$scratch/mended" || return 1
    done
}

check "documents are made" documents_are_made
check "what is found in them is there, and all of it" findings_are_those
check "documents that the standard is not for are left alone" others_are_left_alone
finish
