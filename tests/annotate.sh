#!/usr/bin/env bash
# Problems as comments in a copy of the template (--annotate): where they stand, what they say, what LibreOffice reads,
# which calls are refused. The copies stay in build/test-documents, where they are looked at as all documents are.
# Called with the path of a vanban to test.
. "$(dirname "$0")/lib/command.sh"
. tests/lib/drawing.sh

/usr/bin/python3 tests/lib/annotate.py make "$work"
cat >"$work/data.json" <<<'{"tên": "An", "ds": [{"số": 1}, {"số": 2}]}'
echo '{}' >"$work/empty.json"
/usr/bin/python3 tests/lib/packages.py "$scratch/packages"
cp "$scratch/packages/macro.docx" "$work"
cp "$root/LICENSE" "$work/text.docx"

# shows STATUS COPY COMMAND...: the exit status, and the copy shows what is read from standard input.
shows() {
    local wanted=$1 copy=$2
    shift 2
    cat >"$scratch/expected"
    run "$@"
    [ "$status" = "$wanted" ] || fault "expected exit status $wanted" || return 1
    [ -s "$work/$copy" ] || fault "expected the file $copy" || return 1
    /usr/bin/python3 tests/lib/annotate.py show "$work/$copy" | diff -u "$scratch/expected" -
}

faults_at_their_places() {
    shows 4 annotated-faults.docx vanban fields faults.docx --annotate annotated-faults.docx <<'EOF'
[9 Kính gửi: {{ tên | [1 viết hao 1] }}. 9]
{{ 1 [2 + 2] }} và [0 {{ 0] chưa đóng
[8 {% for x in ds %} 8]một
TT
{{ ds [3 | 3] }}
{{ a b | upper[4 ( 4]“x” }}
{% [5 sai 5] %}
[6 Trước {{ hộp + }}
sau 6]
[7 {% endif %} 7]
0 Lỗi: Thẻ mở ra mà không đóng
Gợi ý: Thêm }} vào cuối thẻ, trong cùng đoạn văn; muốn in dấu ngoặc thì gõ {_{ hoặc {_%.
1 Lỗi: Không có bộ lọc “viết hao”
Gợi ý: Các bộ lọc có trong templates/README.md, phần 12.
2 Lỗi: Biểu thức chưa viết hết
Gợi ý: Viết tiếp tên hoặc giá trị ở cuối, hoặc xóa phần thừa.
3 Lỗi: Biểu thức chưa viết hết
Gợi ý: Viết tiếp tên hoặc giá trị ở cuối, hoặc xóa phần thừa.
4 Lỗi: Dấu ngoặc mở ở đây nhưng không được đóng
Gợi ý: Thêm “)” vào chỗ kết thúc.
5 Lỗi: Không có lệnh “sai”
Gợi ý: Các lệnh: for, if, elif, else, endfor, endif, set, with, filter, macro, call, raw, include, hoặc tiếng Việt: lặp, nếu, không thì, hết lặp, hết nếu, đặt.
6 Trong khung chữ hoặc hình ở đoạn này, {{ hộp + }}:
Lỗi: Biểu thức chưa viết hết
Gợi ý: Viết tiếp tên hoặc giá trị ở cuối, hoặc xóa phần thừa.
7 Lỗi: Thẻ endif không thuộc khối if nào đang mở
Gợi ý: Thêm thẻ mở {% if … %} ở trước, hoặc bỏ thẻ này.
8 Lỗi: Khối for mở ở đây mà không có thẻ đóng
Gợi ý: Thêm {% endfor %} vào chỗ khối kết thúc.
9 Ở đầu trang, đoạn 1, gần “Số {{ số + }}”:
Lỗi: Biểu thức chưa viết hết
Gợi ý: Viết tiếp tên hoặc giá trị ở cuối, hoặc xóa phần thừa.
EOF
}
check 'faults of a template stand at their places' faults_at_their_places

names_at_their_places() {
    shows 3 "annotated-${1//./-}.docx" vanban render "$1" data.json -o out.docx \
        --annotate "annotated-${1//./-}.docx" --lang en <<'EOF'
Gửi {{ tên }} và {{ [0 tênn 0] }}, {{ [1 tênn 1] }}
{% for x in ds %}{{ x.số }}
{{ [2 x.tiền 2] }}{% endfor %}
0 Error: There is no field “tênn”
Hint: did you mean “tên”? Add “tênn” to the data, or correct the name in the template.
1 Error: There is no field “tênn”
Hint: did you mean “tên”? Add “tênn” to the data, or correct the name in the template.
2 Error: There is no field “x.tiền”
Hint: Add “x.tiền” to the data, or correct the name in the template.
EOF
}
check 'names the data has not stand at their places' names_at_their_places names.docx
check 'so they do in the copy of a .dotx, which is a .docx' names_at_their_places names.dotx
check 'a failed render leaves the copy alone' test ! -e "$work/out.docx"

missing_fields_of_a_form() {
    run vanban render cong-van empty.json -o out.docx --annotate annotated-form.docx
    [ "$status" = 3 ] || fault 'expected exit status 3' || return 1
    /usr/bin/python3 tests/lib/annotate.py show "$work/annotated-form.docx" >"$scratch/shown"
    grep -q '^0 empty.json:' "$scratch/shown" || fault "$(tail -5 "$scratch/shown")"
}
check 'a shipped form is annotated too; what is wrong with data names the file' missing_fields_of_a_form

# A folder has no document until it is put together; with faults it is put together all the same.
faults_of_a_folder() {
    cp -r "$root/templates/cong-van" "$work/công văn riêng"
    run vanban fields 'công văn riêng'
    grep -qF 'Mẫu tự gọi là “cong-van”, nhưng thư mục của nó là “công văn riêng” (form-other-name)' "$scratch/err" ||
        fault 'expected form-other-name' || return 1
    sed -i 's/^form: cong-van/form: công văn riêng/' "$work/công văn riêng/form.yaml"
    sed -i 's|<?fragment trang?>|<w:p><w:r><w:t>Gửi {{ kinh_gui \| viết hao }}</w:t></w:r></w:p>&|' \
        "$work/công văn riêng/document.xml"
    run vanban fields 'công văn riêng' --annotate annotated-folder.docx
    [ "$status" = 4 ] && [ -s "$work/annotated-folder.docx" ] || fault 'expected a copy' || return 1
    /usr/bin/python3 tests/lib/annotate.py show "$work/annotated-folder.docx" >"$scratch/shown"
    grep -qF 'Gửi {{ kinh_gui | [0 viết hao 0] }}' "$scratch/shown" && grep -qF '0 Lỗi: Không có bộ lọc “viết hao”' \
        "$scratch/shown" || fault "$(cat "$scratch/shown")" || return 1
    run vanban fields annotated-folder.docx
    [ "$status" = 4 ] && grep -qF unknown-filter "$scratch/err"
}
check 'faults of a form that is a folder stand at their places' faults_of_a_folder

good_template() {
    shows 0 annotated-good.docx vanban render good.docx data.json -o out.docx --annotate annotated-good.docx \
        <<<'Gửi {{ tên }}' && test -s "$work/out.docx"
}
check 'without problems the copy is as the template' good_template
rm -f "$work/out.docx"

same_bytes_again() {
    cp "$work/annotated-faults.docx" "$scratch/first.docx"
    run env TZ=Asia/Ho_Chi_Minh vanban fields faults.docx --annotate annotated-faults.docx --force
    [ "$status" = 4 ] && cmp "$scratch/first.docx" "$work/annotated-faults.docx"
}
check 'the same problems give the same bytes' same_bytes_again

# The copy is where the template is corrected, and then checked again or rendered.
annotated_again() {
    run vanban fields annotated-faults.docx --annotate annotated-again.docx
    [ "$status" = 4 ] || fault 'expected exit status 4' || return 1
    for copy in annotated-faults annotated-again; do
        /usr/bin/python3 tests/lib/annotate.py show "$work/$copy.docx" >"$scratch/$copy"
    done
    diff -u "$scratch/annotated-faults" "$scratch/annotated-again"
}
check 'a copy that is checked again gets no comments twice' annotated_again

corrected_copy_renders() {
    run vanban render annotated-names-docx.docx data.json -o out.docx --undefined blank
    [ "$status" = 0 ] || fault 'expected exit status 0' || return 1
    /usr/bin/python3 tests/lib/annotate.py show "$work/out.docx" >"$scratch/shown"
    [ "$(tr '\n' '|' <"$scratch/shown")" = 'Gửi An và ,|1|2|' ] || fault "$(cat "$scratch/shown")"
}
check 'nothing of the comments stays in what is rendered from the copy' corrected_copy_renders
rm -f "$work/out.docx"

refuses 'what exists is not overwritten' 5 output-exists annotated-faults.docx \
    vanban fields faults.docx --annotate annotated-faults.docx
refuses 'the template itself is not the copy' 2 usage-same-file faults.docx \
    vanban fields faults.docx --annotate ./faults.docx --force
refuses 'the document is not the copy' 2 usage-same-file out.docx \
    vanban render good.docx data.json -o out.docx --annotate out.docx
refuses 'the data is not the copy' 2 usage-same-file data.json \
    vanban render good.docx data.json -o out.docx --annotate data.json --force
refuses 'a copy that is not named .docx' 2 usage-ending notes.pdf vanban fields good.docx --annotate notes.pdf
refuses 'what is no package gets no copy' 4 - text.docx vanban fields text.docx --annotate notes.docx
refuses 'a missing template gets no copy' 5 cannot-read missing.docx \
    vanban fields missing.docx --annotate notes.docx

refuses 'a template with macros gets no copy' 4 annotate-no-copy macro.docx \
    vanban fields macro.docx --annotate notes.docx

read_by_libreoffice() {
    save_as fodt "$scratch" "$work/annotated-faults.docx" >"$scratch/log" 2>&1 || fault "$(cat "$scratch/log")" || return 1
    /usr/bin/python3 tests/lib/annotate.py office "$scratch/annotated-faults.fodt" >"$scratch/read"
    [ "$(wc -l <"$scratch/read")" = 10 ] || fault "$(cat "$scratch/read")" || return 1
    grep -qF 'vanban Lỗi: Không có lệnh “sai” Gợi ý: Các lệnh: for,' "$scratch/read" || fault "$(cat "$scratch/read")"
}
check 'LibreOffice reads them' read_by_libreoffice
cp "$work"/annotated-*.docx "$documents"
finish
