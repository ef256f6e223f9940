#!/usr/bin/env bash
# vanban check --fix: the bad document of each rule comes out clean, with the same words, or the rule is one that people
# have to mend and says so; documents as other offices make them have nothing left but that; a second run mends nothing
# and writes the same bytes.
# Called with the path of a vanban to test. FIX_ALL=1: all rules of people too, and all rules twice.
. "$(dirname "$0")/lib/command.sh"

mkdir "$scratch/bad"
/usr/bin/python3 tests/lib/standard.py make "$vanban" "$scratch/bad"
/usr/bin/python3 tests/lib/fix.py old "$scratch/bad"

# mend FILE FIXED: what was mended and what is left to $scratch/out; the words and all other parts are the same.
mend() {
    status=0
    "$vanban" check --json --fix "$1" -o "$2" --force >"$scratch/out" || status=$?
    [ "$status" -le 1 ] || return 1
    /usr/bin/python3 tests/lib/fix.py words "$1" "$2" && /usr/bin/python3 tests/lib/fix.py parts "$1" "$2"
}

fixed_rules() {
    sed -n 's/.*"code":"fixed".*"rule":"\([^"]*\)".*/\1/p' "$scratch/out"
}

each_rule_is_mended_or_left() {
    /usr/bin/python3 tests/lib/fix.py rules "$vanban" "$scratch/bad" || return 1
    for rule in so-trang le-trai duong-ke-tieu-ngu co-chu-thong-nhat; do
        cp "$scratch/bad/$rule-mended.docx" "$documents/fix-$rule.docx"
    done
}

documents_of_offices() {
    mkdir -p "$scratch/foreign"
    /usr/bin/python3 tests/lib/fix.py foreign "$vanban" "$scratch/foreign" "$documents"
}

# An old document: less is left than there was, and a second run mends nothing.
old_document() {
    local file="$scratch/bad/old-$1.docx" before
    before=$({ "$vanban" check --json "$file" || [ $? = 1 ]; } | wc -l)
    mend "$file" "$documents/fix-old-$1.docx"
    [ "$(grep -c '"code":"finding"' "$scratch/out")" -lt $((before / 3)) ] || cat "$scratch/out"
    mend "$documents/fix-old-$1.docx" "$scratch/again.docx"
    fixed_rules
}

good_documents_stay() {
    local file
    for file in "$scratch"/bad/{kho-giay,so-trang,phong-chu}-good.docx; do
        mend "$file" "$scratch/fixed.docx"
        fixed_rules
    done
}

what_is_mended_is_told() {
    cp "$scratch/bad/co-chu-quoc-hieu-bad.docx" "$work/sai.docx"
    run vanban check --fix sai.docx -o "đã sửa.docx"
    [ "$status" = 0 ] || fault "expected exit status 0" || return 1
    diff -u - "$scratch/out" <<'END'
sai.docx: đã sửa 1 điều
đã sửa: Cỡ chữ Quốc hiệu: 15 → 13 (co-chu-quoc-hieu)
  ở: bảng 1, hàng 1, ô 2, đoạn 1, gần “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”; theo Phụ lục I, Phần I, mục II.1.a
đã sửa.docx: không có lỗi thể thức
END
}

what_is_left_is_told() {
    cp "$scratch/bad/so-nho-hon-10-bad.docx" "$work/số.docx"
    run vanban check --fix số.docx -o "số-sửa.docx"
    [ "$status" = 1 ] || fault "expected exit status 1" || return 1
    diff -u - "$scratch/out" <<'END'
số.docx: đã sửa 0 điều
số-sửa.docx: 1 lỗi
lỗi: Số nhỏ hơn 10: “Số: 5/KH-PNV”; quy định: phải ghi thêm số 0 phía trước, ví dụ 05 (so-nho-hon-10)
  ở: bảng 1, hàng 2, ô 1, đoạn 1; theo Phụ lục I, Phần I, mục II.3.c
Còn 1 điều phải tự sửa: Số nhỏ hơn 10
END
}

a_mend_is_json() {
    run vanban check --json --lang en --fix sai.docx -o sua-json.docx
    [ "$status" = 0 ] || fault || return 1
    grep -q '"severity":"note","code":"fixed".*"rule":"co-chu-quoc-hieu","found":"15","wanted":"13","clause":' "$scratch/out" || fault
}

needs_output() {
    run vanban check --fix sai.docx
    [ "$status" = 2 ] && grep -q '(usage-output)' "$scratch/err" || fault || return 1
    run vanban check sai.docx -o khac.docx
    [ "$status" = 2 ] && grep -q 'Tùy chọn -o chỉ dùng cùng --fix (usage-only-with)' "$scratch/err" || fault || return 1
    run vanban check --fix sai.docx -o -
    [ "$status" = 2 ] && [ ! -s "$scratch/out" ] && grep -q '(usage-value)' "$scratch/err" || fault || return 1
    run vanban check --fix sai.docx sai.docx -o khac.docx
    [ "$status" = 2 ] && grep -q '(usage-extra)' "$scratch/err" || fault || return 1
    run vanban check --fix sai.docx -o sua-json.docx
    [ "$status" = 5 ] || fault "what exists is kept"
}

check "what is mended is told" what_is_mended_is_told
check "what is left is told" what_is_left_is_told
check "a mend is JSON" a_mend_is_json
check "the copy has a name" needs_output
check "each rule is mended, or left to people" nothing_from each_rule_is_mended_or_left
check "documents of other offices are mended" nothing_from documents_of_offices
check "good documents stay as they are" nothing_from good_documents_stay
for kind in tab blank decomposed; do
    check "an old document ($kind) is mended" nothing_from old_document "$kind"
done
finish
