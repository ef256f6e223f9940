#!/usr/bin/env bash
# vanban check from outside: what it prints, how it exits, files that cannot be read, standards of its own, comments.
# Called with the path of a vanban to test.
. "$(dirname "$0")/lib/command.sh"

/usr/bin/python3 tests/lib/packages.py "$scratch/packages"
"$vanban" render cong-van templates/cong-van/example.yaml -o "$work/dung.docx"
mkdir "$scratch/parts"
(cd "$scratch/parts" && unzip -q "$work/dung.docx" &&
    sed -i 's/w:left="1701" w:header/w:left="1134" w:header/; s/Số: 15/Số: 5/' word/document.xml &&
    zip -q -r "$work/sai.docx" '[Content_Types].xml' _rels docProps word)
cp LICENSE "$work/text.docx"
cp "$scratch/packages/macro.docx" "$work"

clean_is_said() {
    run vanban check dung.docx
    [ "$status" = 0 ] && [ "$(cat "$scratch/out")" = "dung.docx: không có lỗi thể thức" ] && [ ! -s "$scratch/err" ] || fault
}

findings_are_told() {
    run vanban check sai.docx
    [ "$status" = 1 ] || fault "expected exit status 1" || return 1
    diff -u - "$scratch/out" <<'END'
sai.docx: 2 lỗi
lỗi: Lề trái: 20 mm; quy định: 30–35 mm (le-trai)
  theo Phụ lục I, Phần I, mục I.3
lỗi: Số nhỏ hơn 10: “Số: 5/UBND-VP”; quy định: phải ghi thêm số 0 phía trước, ví dụ 05 (so-nho-hon-10)
  ở: bảng 1, hàng 2, ô 1, đoạn 1; theo Phụ lục I, Phần I, mục II.3.c
Máy sửa được 1 điều: vanban check --fix; còn 1 điều phải tự sửa
END
}

findings_are_told_in_english() {
    run vanban check --lang en sai.docx
    diff -u - "$scratch/out" <<'END'
sai.docx: errors: 2
error: Left margin: 20 mm; required: 30–35 mm (le-trai)
  according to Appendix I, Part I, Section I.3
error: Number below 10: “Số: 5/UBND-VP”; required: a 0 in front, for example 05 (so-nho-hon-10)
  at: table 1, row 2, cell 1, paragraph 1; according to Appendix I, Part I, Section II.3.c
vanban check --fix can mend: 1; to mend by hand: 1
END
}

findings_are_json() {
    run vanban check --json --lang en sai.docx
    [ "$status" = 1 ] || fault "expected exit status 1" || return 1
    head -1 "$scratch/out" | diff -u - <(cat <<'END'
{"severity":"error","code":"finding","file":"sai.docx","part":"","place":{"near":"","words":""},"tag":"","message":"Left margin: 20 mm; required: 30–35 mm","hint":"According to Appendix I, Part I, Section I.3.","rule":"le-trai","found":"20 mm","wanted":"30–35 mm","clause":"Appendix I, Part I, Section I.3","count":1,"mend":"fix"}
END
)
}

several_files() {
    run vanban check dung.docx missing.docx sai.docx
    [ "$status" = 5 ] && grep -q '^dung.docx: ' "$scratch/out" && grep -q '(le-trai)' "$scratch/out" &&
        grep -q '(cannot-read)' "$scratch/err" || fault
}

comments_are_made() {
    run vanban check sai.docx --annotate chu-thich.docx
    [ "$status" = 1 ] || fault || return 1
    unzip -p "$work/chu-thich.docx" word/comments.xml | grep -q 'Số nhỏ hơn 10' || fault "expected a comment"
    rm "$work/chu-thich.docx"
}

# own_standard FILE LINE...: a standard of one rule, FILE replaced.
own_standard() {
    local folder=$scratch/forms/standard/rieng
    rm -rf "$scratch/forms"
    mkdir -p "$folder"
    cp templates/standard/nd30-2020/{authorities,wording,units,kinds}.yaml "$folder"
    printf '%s\n' 'standard: rieng' 'title: Quy định riêng' >"$folder/standard.yaml"
    printf '%s\n' 'rules:' '  - {id: le, name: Lề trái, en: Left margin, measure: margin, side: left, least: 20, most: 20, clause: Điều 1}' \
        >"$folder/rules.yaml"
    [ $# = 0 ] || printf '%s\n' "${@:2}" >"$folder/$1"
}

another_standard_is_another_folder() {
    own_standard
    VANBAN_TEMPLATES=$scratch/forms run vanban check --standard rieng sai.docx
    [ "$status" = 0 ] || fault || return 1
    VANBAN_TEMPLATES=$scratch/forms run vanban check --standard rieng dung.docx
    [ "$status" = 1 ] && grep -q 'Lề trái: 30 mm; quy định: 20 mm (le)' "$scratch/out" || fault
}

# is_bad_standard CODE FILE LINE...
is_bad_standard() {
    own_standard "${@:2}"
    VANBAN_TEMPLATES=$scratch/forms run vanban check --standard rieng dung.docx
    [ "$status" = 4 ] && grep -qF "($1)" "$scratch/err" && [ ! -s "$scratch/out" ] || fault "expected $1"
}

rule='id: a, name: A, en: A, clause: Điều 1'
check "a clean document is said to be" clean_is_said
check "findings are told with rule, place and clause" findings_are_told
check "findings are told in English" findings_are_told_in_english
check "findings are JSON" findings_are_json
check "several files" several_files
check "findings become comments" comments_are_made
check "another standard is another folder" another_standard_is_another_folder
refuses "a standard there is not" 4 standard-unknown - vanban check --standard nd31 dung.docx
refuses "a text for a document" 4 - text.docx vanban check text.docx
refuses "a file there is not" 5 cannot-read missing.docx vanban check missing.docx
refuses "no file" 2 usage-missing - vanban check
refuses "comments of two files" 2 usage-extra sai.docx vanban check dung.docx sai.docx --annotate x.docx
check "an unknown key" is_bad_standard standard-key rules.yaml 'rules:' "  - {$rule, measure: portrait, colour: red}"
check "a missing key" is_bad_standard standard-missing-key rules.yaml 'rules:' '  - {id: a, name: A, en: A, measure: portrait}'
check "a number that is none" is_bad_standard standard-wants rules.yaml 'rules:' \
    "  - {$rule, measure: margin, side: left, least: ten, most: 20}"
check "an unknown measure" is_bad_standard standard-value rules.yaml 'rules:' "  - {$rule, measure: weight}"
check "an unknown component" is_bad_standard standard-value rules.yaml 'rules:' "  - {$rule, measure: bold, component: x}"
check "a pattern that is none" is_bad_standard standard-pattern rules.yaml 'rules:' \
    "  - {$rule, measure: pattern, component: so-ky-hieu, matches: '(', wanted: x}"
check "a rule that is there twice" is_bad_standard standard-twice rules.yaml 'rules:' "  - {$rule, measure: portrait}" \
    "  - {$rule, measure: portrait}"
check "a date that is none" is_bad_standard standard-wants units.yaml 'units:' '  - {name: xã, level: commune, until: mai}'
finish
