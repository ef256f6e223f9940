#!/usr/bin/env bash
# Batches for printing: PDFs by LibreOffice beside the documents, all documents as one; every document of a batch is valid and
# opens: thirty, or VANBAN_DOCUMENTS of them. Called with the path of a vanban to test.
. "$(dirname "$0")/lib/command.sh"
. tests/lib/drawing.sh
. tests/lib/validator.sh
. tests/lib/batch.sh
sample=${VANBAN_DOCUMENTS:-30}

pages() {
    pdfinfo "$1" | awk '/^Pages:/ { print $2 }'
}

# ---- PDF ----

each_document_has_a_PDF() {
    batch ban-ghi.csv pdf --pdf --jobs 2 && ends 0 && no_temporaries pdf || return 1
    [ "$(ls "$work/pdf")" = "$(printf '%s\n' T1.docx T1.pdf T2.docx T2.pdf T3.docx T3.pdf manifest.jsonl)" ] || fault "$(ls "$work/pdf")" || return 1
    pdftotext "$work/pdf/T2.pdf" - | grep -q 'Trưởng thôn số 2' || fault "another PDF" || return 1
    mkdir -p "$work/pdf/.vanban-pdf-aB3dE6/out" "$work/pdf/.vanban-pdf-1-of-2-aB3dE6"
    batch ban-ghi.csv pdf --pdf --resume && ends 0 || return 1
    rmdir "$work/pdf/.vanban-pdf-1-of-2-aB3dE6" && no_temporaries pdf || return 1
    run "${letters[@]}" ban-ghi.csv --out-dir pdf --pdf --plan
    cp "$scratch/out" "$work/ke-hoach.jsonl"
    run vanban manifest verify pdf ke-hoach.jsonl
    ends 0
}

PDFs_that_are_right_are_kept() {
    rm "$work/pdf/T1.pdf"
    echo >>"$work/pdf/T2.pdf"
    run vanban manifest verify pdf ke-hoach.jsonl
    ends 1 && [ "$(grep -c '(manifest-changed)' "$scratch/err")" = 2 ] || fault "expected two changed" || return 1
    sed 's/số 3/số ba/' "$work/ban-ghi.csv" >"$work/sua.csv"
    batch sua.csv pdf --pdf --resume
    ends 0 && grep -q 'Đã tạo 4 tệp Word và PDF, giữ nguyên 2, lỗi 0' "$scratch/err" || fault "expected one document and three PDFs" || return 1
    pdftotext "$work/pdf/T3.pdf" - | grep -q 'Trưởng thôn số ba' || fault "an old PDF" || return 1
    cp "$work/pdf/T1.pdf" "$work/pdf/la.pdf"
    run vanban manifest verify pdf
    ends 1 && grep -q 'la.pdf.*(manifest-extra)' "$scratch/err" || fault "expected la.pdf to be told"
    rm "$work/pdf/la.pdf"
}

# with_program SCRIPT COMMAND...: the script stands for LibreOffice.
with_program() {
    mkdir -p "$scratch/bin"
    printf '#!/bin/bash\n%s\n' "$1" >"$scratch/bin/soffice"
    chmod +x "$scratch/bin/soffice"
    PATH=$scratch/bin:$PATH "${@:2}"
}

# Of a group nothing is made, of each alone all but T2.
a_program_that_fails_is_tried_again() {
    with_program 'case "${*: -2}" in *pdf*docx*docx) exit 1 ;; */T2.docx) exit 1 ;; esac
        [ $# = 7 ] || exit 1; name=${7##*/}; printf "%%PDF-1.5\n%%%%EOF\n" >"$6/${name%.docx}.pdf"' batch ban-ghi.csv thu-lai --pdf --jobs 1
    ends 1 && grep -qx 'lỗi: LibreOffice không chuyển được T2.docx sang PDF (pdf-failed)' "$scratch/err" || fault "expected one to fail" || return 1
    [ "$(cd "$work/thu-lai" && echo *.pdf)" = 'T1.pdf T3.pdf' ] && grep -q '"path":"T2.pdf"' "$work/thu-lai/failed.jsonl" ||
        fault "$(ls "$work/thu-lai")" || return 1
    batch ban-ghi.csv thu-lai --pdf --resume && ends 0 && grep -q 'Đã tạo 1 tệp Word và PDF, giữ nguyên 5' "$scratch/err"
}

# begin_PDFs SCRIPT TABLE FOLDER OPTION...: begins a batch with PDFs by that program.
begin_PDFs() {
    with_program "$1" begin "${letters[@]}" "$2" --out-dir "$3" --pdf --jobs 1 "${@:4}"
}

is_gone() {
    [ -z "$(tr -d '\0' 2>/dev/null <"/proc/$1/cmdline")" ]
}

# The first signal leaves the program to its end, the second ends both, and nothing of them is left.
a_second_signal_ends_it_at_once() {
    local program pid
    begin_PDFs "mkdir -p \"\$6/../profile/user/a\"; touch \"\$6/../profile/user/a/\"{1..60}; (sleep 60; touch ended) & echo \$\$ \$! >programs; wait" \
        ban-ghi.csv hai-lan
    appears programs
    tell_to_stop
    sleep 0.3
    for program in $(cat "$work/programs"); do
        ! is_gone "$program" || fault "ended by the first" || return 1
    done
    kill -TERM "$pid"
    await
    ends 143 && [ ! -s "$scratch/err" ] && no_temporaries hai-lan || return 1
    for program in $(cat "$work/programs"); do
        until is_gone "$program"; do sleep 0.01; done
    done
    [ ! -e "$work/ended" ] || fault "a program went on to its end" || return 1
    run vanban manifest verify hai-lan
    ends 0
}

# Stopped among the documents there are no PDFs to speak of; among the PDFs those that are begun are told.
the_end_says_what_there_is() {
    local pid count makes='echo begun >begun; until [ -e told ]; do sleep 0.01; done
        for file in "${@:7}"; do name=${file##*/}; printf "%%PDF-1.5\n%%%%EOF\n" >"$6/${name%.docx}.pdf"; done'
    begin_PDFs "$makes" dai.csv dung-som "${warned[@]}"
    appears 'dung-som/T*.docx'
    tell_to_stop
    await
    count=$(find "$work/dung-som" -name 'T*.docx' | wc -l)
    ends 1 && grep -qx "Đã tạo $count văn bản, giữ nguyên 0, lỗi 0: dung-som" "$scratch/err" &&
        grep -qx "lỗi: Dừng khi đã xong $count trong 2000 văn bản (batch-stopped)" "$scratch/err" || fault "expected $count documents" || return 1
    begin_PDFs "$makes" hai-nhom.csv dung-muon
    appears begun
    tell_to_stop
    touch "$work/told"
    await
    ends 1 && grep -qx 'Đã tạo 41 tệp Word và PDF, giữ nguyên 0, lỗi 0: dung-muon' "$scratch/err" &&
        grep -qx 'lỗi: Dừng khi đã xong 41 trong 42 tệp (batch-stopped)' "$scratch/err" || fault "expected a group of PDFs"
}

without_LibreOffice_that_is_told() {
    mkdir -p "$scratch/none"
    ln -sf "$(command -v bash)" "$scratch/none/bash"
    local before=$PATH
    PATH=$scratch/none
    status=0
    (cd "$work" && "${vanban}" "${letters[@]:1}" ban-ghi.csv --out-dir khong --pdf) >"$scratch/out" 2>"$scratch/err" || status=$?
    PATH=$before
    ends 5 && grep -q '(pdf-no-program)' "$scratch/err" && [ ! -e "$work/khong" ] || fault "expected pdf-no-program"
}

# ---- one document of all ----

# Letters with braces in their data, reports of three pages with lists, a table and a lying appendix.
all_are_one_document() {
    batch bon.csv gop --join "$documents/gop-cong-van.docx" --force && ends 0 || return 1
    draw "$scratch" "$documents/gop-cong-van.docx" >"$scratch/draw.log" 2>&1
    [ "$(pages "$scratch/gop-cong-van.pdf")" = 4 ] || fault "expected four letters, a page each" || return 1
    run vanban outline "$documents/gop-cong-van.docx"
    [ "$(grep -c '^Kính gửi: ' "$scratch/out")" = 4 ] && grep -qx 'Kính gửi: Ban {{ A }} và {% if %}' "$scratch/out" || fault "other words"
}

reports_keep_pages_headers_and_lists() {
    run vanban batch bao-cao bao-cao.jsonl --data chung-bao-cao.yaml --out-dir bao-cao --name '{{ Mã }}' \
        --join "$documents/gop-bao-cao.docx" --force
    ends 0 || return 1
    draw "$scratch" "$documents/gop-bao-cao.docx" "$work/bao-cao/B1.docx" >"$scratch/draw.log" 2>&1
    local one
    one=$(pages "$scratch/B1.pdf")
    [ "$(pages "$scratch/gop-bao-cao.pdf")" = $((3 * one)) ] && [ "$one" -ge 2 ] || fault "one has $one pages" || return 1
    # Every second page is number 2 of its report.
    local page
    for page in 2 $((one + 2)) $((2 * one + 2)); do
        [ "$(pdftotext -f "$page" -l "$page" "$scratch/gop-bao-cao.pdf" - | head -1)" = 2 ] || fault "page $page is not number 2" || return 1
    done
}

what_is_incomplete_is_not_joined() {
    printf 'Mã,Kính gửi\nT1,Ban A\n,Ban B\n' >"$work/thieu.csv"
    batch thieu.csv thieu --join thieu.docx
    ends 1 && grep -q 'thieu.docx.*(batch-not-joined)' "$scratch/err" && [ ! -e "$work/thieu.docx" ] || fault "expected no document" || return 1
    touch "$work/co-san.docx"
    is_refused 5 output-exists co-san.docx "${letters[@]}" ban-ghi.csv --out-dir khac --join co-san.docx || return 1
    batch ban-ghi.csv chinh --resume --join chinh/../chinh/T2.docx
    ends 2 && grep -q 'T2.docx.*(usage-same-file)' "$scratch/err" || fault "expected usage-same-file" || return 1
    run vanban manifest verify chinh
    ends 0
}

a_part_without_records_joins_nothing() {
    local part
    for part in 1 2 3 4 5 6 7 8; do
        batch ban-ghi.csv tam --shard "$part/8" --join "tam-$part.docx" && ends 0 || return 1
    done
    [ "$(find "$work" -maxdepth 1 -name 'tam-*.docx' | wc -l)" -lt 4 ] || fault "documents of nothing"
}

# The joined file has a line in the manifest as long as it is of the documents that stand.
what_is_joined_belongs_to_its_batch() {
    batch ban-ghi.csv thuoc --join thuoc/../thuoc/cả-đợt.docx && ends 0 && cp "$work/thuoc/manifest.jsonl" "$work/mot.jsonl" &&
        run vanban manifest verify thuoc && ends 0 || return 1
    echo >>"$work/thuoc/cả-đợt.docx"
    run vanban manifest verify thuoc
    ends 1 && [ "$(grep -o '.*(manifest-.*)' "$scratch/err")" = \
        'lỗi: cả-đợt.docx không còn hoặc đã thay đổi so với lúc tạo (manifest-changed)' ] || fault "expected it to be changed" || return 1
    touch "$work/thuoc/.cả-đợt.docx.vanban-aB3dE6"
    batch ban-ghi.csv thuoc --resume --join thuoc/cả-đợt.docx && ends 0 && cmp "$work/mot.jsonl" "$work/thuoc/manifest.jsonl" &&
        no_temporaries thuoc || return 1
    batch ban-ghi.csv thuoc --resume --join ngoài.docx && ends 0 && cmp "$work/mot.jsonl" "$work/thuoc/manifest.jsonl" || return 1
    sed 's/số 3/số ba/' "$work/ban-ghi.csv" >"$work/sua.csv"
    batch sua.csv thuoc --resume && ends 0 || return 1
    run vanban manifest verify thuoc
    ends 1 && grep -qx 'lỗi: cả-đợt.docx không thuộc đợt văn bản này (manifest-extra)' "$scratch/err" || fault "expected the old one to be told"
}

# Its line would not be read as it is written.
a_joined_name_is_composed() {
    local name=$'ca\xcc\x89-đợt.docx'
    mkdir -p "$work/roi"
    is_refused 2 batch-join-name "$name" "${letters[@]}" ban-ghi.csv --out-dir roi --join "roi/$name" &&
        is_refused 2 batch-join-name '' "${letters[@]}" ban-ghi.csv --out-dir roi --join $'./roi/\xe0.docx' || return 1
    batch ban-ghi.csv roi --join "$name" && ends 0 && run vanban manifest verify roi && ends 0
}

# ---- all of a batch ----

all_documents_are_valid_and_open() {
    local file
    batch nhieu.csv nhieu --verify --pdf --jobs 2 && ends 0 || return 1
    for file in "$work/nhieu"/*.docx; do
        nothing_from validator_faults "$file" Microsoft365 || return 1
    done
    [ "$(find "$work/nhieu" -name '*.pdf' | wc -l)" = "$sample" ] || fault "not all open" || return 1
    for file in "$work/nhieu"/*.pdf; do
        pdftotext "$file" - | grep -q "Trưởng thôn số $(basename "$file" .pdf | tr -d T)\$" || fault "another letter in $file" || return 1
    done
}

{ records 3 && echo 'T4,Ban {{ A }} và {% if %}'; } >"$work/bon.csv"
records 3 >"$work/ban-ghi.csv"
records 21 >"$work/hai-nhom.csv"
records 2000 >"$work/dai.csv"
records "$sample" >"$work/nhieu.csv"
sed 's/UBND-VP/BC-UBND/' "$work/chung.yaml" >"$work/chung-bao-cao.yaml"
/usr/bin/python3 - "$work/bao-cao.jsonl" <<'END'
import json
import sys
words = "Trong tháng, đơn vị đã thực hiện đầy đủ các nhiệm vụ được giao theo kế hoạch của Ủy ban nhân dân. " * 4
lines = ["I. KẾT QUẢ", *(f"{number}. {words}" for number in range(1, 9)), "| Chỉ tiêu | Kết quả |", "|---|---:|",
         *(f"| Chỉ tiêu {number} | {number * 7} |" for number in range(1, 12)), "II. NHIỆM VỤ", *(["- " + words] * 4)]
with open(sys.argv[1], "w", encoding="utf-8") as file:
    for number in range(1, 4):
        record = {"Mã": f"B{number}", "Kính gửi": f"UBND xã số {number}", "Nội dung": "\n".join(lines)}
        print(json.dumps(record, ensure_ascii=False), file=file)
END

check 'each document has a PDF' each_document_has_a_PDF
check 'PDFs that are right are kept' PDFs_that_are_right_are_kept
check 'a program that fails is tried again' a_program_that_fails_is_tried_again
check 'a second signal ends it at once' a_second_signal_ends_it_at_once
check 'the end says what there is' the_end_says_what_there_is
check 'without LibreOffice that is told' without_LibreOffice_that_is_told
check 'all letters are one document' all_are_one_document
check 'reports keep their pages, headers and lists' reports_keep_pages_headers_and_lists
check 'what is incomplete is not joined' what_is_incomplete_is_not_joined
check 'what is joined in the folder belongs to the batch' what_is_joined_belongs_to_its_batch
check 'what is joined in the folder has a name for the manifest' a_joined_name_is_composed
check 'a part without records joins nothing' a_part_without_records_joins_nothing
validator_install
check 'all documents of a batch are valid and open' all_documents_are_valid_and_open
finish
