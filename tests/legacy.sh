#!/usr/bin/env bash
# Documents typed in .VnTime and VNI-Times, saved by LibreOffice as people had them: after `vanban text` they are the
# documents typed in Times New Roman today. The documents stay in build/test-documents, for tests/documents.sh.
. "$(dirname "$0")/lib/command.sh"
. tests/lib/drawing.sh

# old NAME: what people had; today NAME: the same typed today; new NAME: what is made of it.
old() { echo "$work/old/$1.docx"; }
today() { echo "$work/today/$1.docx"; }
new() { echo "$documents/from-$1.docx"; }

made_by_libreoffice() {
    /usr/bin/python3 tests/lib/legacy_documents.py "$work" && save_as docx "$work/old" "$work"/*.fodt &&
        save_as docx "$work/today" "$work"/today/*.fodt
}
converts() {
    "$vanban" text "$(old "$1")" -o "$(new "$1")" --force --lang vi >"$work/$1.report"
}
# Fonts and languages aside, two ways to write an empty element, and the margin that LibreOffice adds for a header in the metrics of a font it has not.
body() {
    unzip -p "$1" word/document.xml | sed -E 's/<w:(rFonts|lang)[^>]*>//g; s/w:top="[0-9]+"//; s#<(w:[A-Za-z]+)></\1>#<\1/>#g; s/^<\?xml.*\?>//'
}
title() {
    unzip -p "$1" docProps/core.xml | grep -o '<dc:title>.*</dc:title>'
}
is_typed_as_today() {
    diff <("$vanban" outline "$(today "$1")") <("$vanban" outline "$(new "$1")") &&
        diff <(body "$(today "$1")") <(body "$(new "$1")") && diff <(title "$(today "$1")") <(title "$(new "$1")")
}
names_no_old_font() {
    package_text "$(new "$1")" | grep -oiE '"(\.vn|vni-)[a-z]*"' || true
}
is_done_once() {
    "$vanban" text "$(new "$1")" -o "$work/again-$1.docx" | grep -q 'Không có chữ nào' &&
        cmp "$(new "$1")" "$work/again-$1.docx"
}
keeps_every_part() {
    local part
    for part in $(unzip -Z1 "$(old unicode)"); do
        cmp <(unzip -p "$(old unicode)" "$part") <(unzip -p "$(new unicode)" "$part")
    done
}
tells() {
    diff - "$work/$1.report"
}
words_of() {
    pdftotext -bbox "$1" - | grep -o '<word.*' | sed -E 's/ y(Min|Max)="[0-9.]*"//g'
}
looks_as_today() {
    mkdir -p "$work/pages/today" && cp "$(today "$1")" "$work/pages/today/$1.docx" &&
        draw "$work/pages" "$(new "$1")" >/dev/null && draw "$work/pages/today" "$work/pages/today/$1.docx" >/dev/null &&
        diff <(words_of "$work/pages/today/$1.pdf") <(words_of "$work/pages/from-$1.pdf")
}

check 'LibreOffice saves documents in old fonts' made_by_libreoffice
for name in tcvn3 vni mixed unicode; do
    check "$name: is converted" converts $name
    check "$name: is what people type today" is_typed_as_today $name
    check "$name: names no old font" nothing_from names_no_old_font $name
    check "$name: is converted once" is_done_once $name
done
check 'a document in Unicode keeps the bytes of its parts' keeps_every_part
check 'the report of a document in two fonts' tells tcvn3 <<'END'
Phông .VnTimeH (tcvn3): đã đổi 26 ký tự ở 1 chỗ
Phông .VnTime (tcvn3): đã đổi 436 ký tự ở 30 chỗ
END
check 'the report of a document in Unicode' tells unicode <<<'Không có chữ nào gõ bằng phông cũ.'
for name in tcvn3 vni mixed; do
    check "$name: looks on paper as typed today" looks_as_today $name
done
# Names of the data are decomposed, as a Mac types them.
printf '{"Họ tên": "Lê Thị Hoà", "Địa chỉ": "xã Ơn", "nơi nhận": "UBND xã"}' |
    /usr/bin/python3 -c 'import sys, unicodedata; sys.stdout.write(unicodedata.normalize("NFD", sys.stdin.read()))' >"$work/data.json"
says 'tags typed in .VnTime find data' 'lưu ý: Tệp gõ bằng phông cũ .VnTime.* \(old-fonts\)' 0 \
    "$vanban" render "$(old template)" data.json -o "$work/filled.docx"
prints 'and values come in Unicode' $'^Lê Thị Hoà, xã Ơn được cử đi họp.\nKÍNH GỬI UBND xã\n' "$vanban" outline filled.docx
prints 'the outline of a template reads as typed today' '^\{\{ Họ tên \}\}, \{\{ địa chỉ \}\} được cử đi họp.
KÍNH GỬI \{\{ Nơi nhận \}\}
$' "$vanban" outline "$(old template)"
# A document of before Unicode within one of today.
cp "$(old template)" "$work/cu.docx"
/usr/bin/python3 - "$work/chen.docx" <<'PYTHON'
import sys

import docx

document = docx.Document()
document.add_paragraph("Theo đây:")
document.add_paragraph('{% include "cu.docx" %}')
document.save(sys.argv[1])
PYTHON
says 'a document in old fonts is included' '\(old-fonts\)
  ở: cu.docx' 0 "$vanban" render chen.docx data.json -o nhan.docx
prints 'and its tags are filled' $'^Theo đây:\nLê Thị Hoà, xã Ơn được cử đi họp.\nKÍNH GỬI UBND xã\n' "$vanban" outline nhan.docx
# A number from the book goes into the blank of a document in .VnTime.
stamped_in_an_old_font() {
    printf 'Cơ quan ban hành: [UBND XÃ AN BÌNH]\nKý hiệu: UBND-VP\nNgày: 2026-05-04\nTrích yếu: họp\nNơi nhận: [Như trên]\n' >"$work/so.yaml"
    "$vanban" number create "$work/so.db" >"$work/told" && "$vanban" number allocate "$work/so.db" "$work/so.yaml" --key a >>"$work/told" &&
        "$vanban" number stamp "$(old number)" "$work/so.db" 01/UBND-VP -o "$work/so.docx" 2>>"$work/told" &&
        "$vanban" outline "$work/so.docx" | grep -qx 'Số: 01/UBND-VP, ngày 04 tháng 5 năm 2026'
}
check 'a document in an old font is stamped' stamped_in_an_old_font
# Workbooks, by the font of each cell: names of sheets, which have none, stay.
/usr/bin/python3 tests/lib/old_workbook.py "$work/cu.xlsx"
prints 'a workbook in .VnTime is read as Unicode' '^\[\{"Họ tên":"Lê Thị Hoà","Địa chỉ":"Xã An Bình","Số tiền":120000\}\]' \
    "$vanban" eval 'Mét' cu.xlsx --json
prints 'a workbook in VNI-Times and other fonts is' '^\[\{"Họ tên":"Nguyễn Văn Phước","Địa chỉ":"Xã Ơn","Số tiền":95000\},\{"Họ tên":"Lê Thị Hoà","Địa chỉ":"xã Phước Lâm","Số tiền":1\},\{"Họ tên":"TRẦN VĂN NAM","Địa chỉ":"An Bình","Số tiền":2\}\]' \
    "$vanban" eval 'Hai' cu.xlsx --json
refuses 'an encoding asked of a document' 2 usage-output - "$vanban" text "$(old mixed)" --from auto
refuses 'a document without -o' 2 usage-output - "$vanban" text "$(old mixed)"
refuses 'a document onto a text file' 2 usage-ending moi.txt "$vanban" text "$(old mixed)" -o moi.txt
refuses 'a document that is there' 5 output-exists "from-mixed.docx" "$vanban" text "$(old mixed)" -o "$(new mixed)"
prints 'a report for programs' '^\[\{"font":"\.VnTimeH","encoding":"tcvn3","characters":18,"places":[0-9]+,"unicode":0,"left":0\}\]' \
    "$vanban" text "$(old mixed)" -o "$work/json.docx" --json
finish
