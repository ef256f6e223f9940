#!/usr/bin/env bash
# Documents that include others, from outside: what is asked for, and the pages that LibreOffice makes of them.
# Called with the path of a vanban to test.
. "$(dirname "$0")/lib/command.sh"
. tests/lib/drawing.sh

/usr/bin/python3 tests/lib/appendix.py "$work"
cat >"$work/data.json" <<<'{"cơ quan": "UBND xã", "nơi nhận": "Phòng A", "thôn": [{"tên": "Một", "số hộ": 12}, {"tên": "Hai", "số hộ": 9}]}'

asks_for_included_names() {
    run vanban fields letter.docx --json
    [ "$status" = 0 ] || fault 'expected exit status 0' || return 1
    /usr/bin/python3 - "$scratch/out" <<'PYTHON' | diff -u - <(printf '%s\n' 'nơi nhận any letter.docx' \
        'thôn table appendix.docx' 'cơ quan any appendix.docx letter.docx')
import json
import sys
for field in json.load(open(sys.argv[1], encoding="utf-8")):
    print(field["name"], field["type"], *[place["file"] for place in field["places"]])
PYTHON
}
check 'fields names what included documents ask for, and where' asks_for_included_names

makes_data_for_included_names() {
    run vanban new letter.docx -o new.yaml
    [ "$status" = 0 ] && grep -q '^thôn:' "$work/new.yaml" || fault 'expected the table thôn'
}
check 'new asks for what included documents ask for' makes_data_for_included_names

turns_pages() {
    run vanban render letter.docx data.json -o out.docx --verify
    [ "$status" = 0 ] && [ ! -s "$scratch/err" ] || fault 'expected no problem' || return 1
    cp "$work/out.docx" "$documents/included-landscape.docx"
    draw "$scratch" "$documents/included-landscape.docx" >"$scratch/draw.log" 2>&1 || fault 'soffice' || return 1
    pdfinfo -l 9 "$scratch/included-landscape.pdf" | awk '/^Page.* size:/ { print ($4 > $6) ? "landscape" : "portrait" }' |
        diff -u - <(printf '%s\n' portrait landscape portrait) || return 1
    pdftotext -f 2 -l 2 "$scratch/included-landscape.pdf" - | grep -q 'PHỤ LỤC của UBND xã' || fault 'page 2' || return 1
    pdftotext -f 3 -l 3 "$scratch/included-landscape.pdf" - | grep -q 'Công văn của UBND xã' || fault 'page 3'
}
check 'a landscape appendix stands on landscape pages with its header' turns_pages
finish
