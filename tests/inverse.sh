#!/usr/bin/env bash
# vanban extract by the template of the form: the data of every form's example and of every sample comes back, the form is
# found by itself, and the document made of what was read has the same outline. tests/inverse/absent.txt says what no
# document shows. Called with the path of a vanban to test.
. "$(dirname "$0")/lib/command.sh"
. tests/lib/forms.sh
. tests/lib/samples.sh

# only_told CODE...: extract told no errors and warnings but these.
only_told() {
    local code
    for code in $(grep -oE '^\{"severity":"(error|warning)","code":"[a-z-]*"' "$scratch/err" | cut -d'"' -f8 | sort -u); do
        [[ " $* " == *" $code "* ]] || { cat "$scratch/err"; return 1; }
    done
}

# reads_back FORM FILE.docx DATA...: read without being told the form, compared, made again with what it does not show.
reads_back() {
    local form=$1 file=$2
    shift 2
    local -a named=(--form "$form") # forms that differ in their name alone are one to a reader
    ! grep -q "^  - {form: $form,.*backwards" templates/standard/nd30-2020/forms.yaml || named=()
    status=0
    rm -f "$scratch/read.json"
    "$vanban" extract "$file" "${named[@]}" --json -o "$scratch/read.json" >"$scratch/err" 2>&1 || status=$?
    [ "$status" -le 1 ] || { cat "$scratch/err"; return 1; }
    only_told extract-missing extract-unproved extract-differs || return 1
    grep -q "^{\"form\":\"$form\"," "$scratch/read.json" || { head -c 200 "$scratch/read.json"; return 1; }
    /usr/bin/python3 tests/lib/inverse.py "$vanban" "$form" "$scratch/read.json" "$@" || return 1
    only_told >/dev/null && return 0 # it was made again, and compared
    [ "$(cat "$scratch/absent.json")" != "{}" ] || return 1
    "$vanban" render "$form" "$scratch/data.json" "$scratch/absent.json" "${sample_options[@]}" -o "$scratch/again.docx" --force >"$scratch/err" 2>&1 ||
        { cat "$scratch/err"; return 1; }
    "$vanban" outline "$file" >"$scratch/1.txt"
    "$vanban" outline "$scratch/again.docx" | diff "$scratch/1.txt" -
}

example() {
    "$vanban" render "$1" "templates/$1/example.yaml" -o "$scratch/$1.docx" --force >/dev/null 2>&1 &&
        reads_back "$1" "$scratch/$1.docx" "templates/$1/example.yaml"
}

sample() {
    sample_render "$vanban" "$1" "$scratch/sample.docx" >/dev/null 2>&1 &&
        reads_back "$(sample_form "$1")" "$scratch/sample.docx" "${sample_files[@]}"
}

# Each letter of a sample of many, and the sheet about them all.
letters() {
    local letter code number=0
    sample_letters "$vanban" "$1" "$scratch/letters" >/dev/null 2>&1 || return 1
    for letter in "$scratch"/letters/thu/*.docx; do
        number=$((number + 1))
        code=$(basename "$letter")
        grep -F "\"ma\":\"${code%% *}\"" "$scratch/letters/co-so.jsonl" >"$scratch/letter.json" || return 1
        reads_back cong-van-chi-dao "$letter" "$scratch/letter.json" || return 1
    done
    [ "$number" -gt 0 ] && "$vanban" extract "$scratch/letters/theo-doi.docx" -o "$scratch/theo-doi.yaml" &&
        grep -q 'vanban render theo-doi ' "$scratch/theo-doi.yaml"
}

# ---- a form of one's own ----

own_data() {
    cat >"$work/ho.yaml" <<'END'
Chủ hộ: Trần Văn Hòa
Thôn: Đông
Loại nhà: kiên cố
Đề nghị: [Sửa đường, Lắp đèn]
Số tiền: "1.234"
Ngày: 04/5/2023
Nhân khẩu:
  - {Họ tên: Lê Thị Hoa, Quan hệ: vợ}
  - {Họ tên: Trần Văn An, Quan hệ: con}
END
}

own_form() {
    own_data
    /usr/bin/python3 tests/lib/inverse_documents.py form "$work"
    run vanban render phieu.docx ho.yaml -o ho.docx
    [ "$status" = 0 ] || fault || return 1
    run vanban extract ho.docx --form phieu.docx
    [ "$status" = 0 ] || fault || return 1
    tail -n +2 "$scratch/out" | diff - <(cat <<'END'
Chủ hộ: Trần Văn Hòa
Thôn: Đông
Loại nhà: kiên cố
Đề nghị:
  - Sửa đường
  - Lắp đèn
Nhân khẩu:
  - Họ tên: Lê Thị Hoa
    Quan hệ: vợ
  - Họ tên: Trần Văn An
    Quan hệ: con
Số tiền: "1.234"
Ngày: 04/5/2023
END
    ) || return 1
}

# typed_over NAME DOCUMENT SED [PART...]: a copy of the document with its text, or other parts, changed.
typed_over() {
    rm -rf "$scratch/parts"
    mkdir "$scratch/parts"
    (cd "$scratch/parts" && unzip -q "$2" && sed -i -e "$3" "${@:4}" word/document.xml && zip -q -r "$work/$1" .)
}

# is_said_of DOCUMENT FORM STATUS MESSAGE: what extract says, and how it ends.
is_said_of() {
    run vanban extract "$1" --form "$2"
    [ "$status" = "$3" ] && grep -qF -- "$4" "$scratch/err" || fault "expected: $4"
}

two_places() {
    typed_over sai.docx "$work/ho.docx" 's/Người khai: Trần Văn Hòa/Người khai: Lê Thị Hoa/'
    is_said_of sai.docx phieu.docx 1 'lỗi: Trường “Chủ hộ”: chỗ này ghi “Lê Thị Hoa”, chỗ khác ghi “Trần Văn Hòa” (extract-conflict)'
}

a_sum_typed_over() {
    typed_over tong.docx "$scratch/bao-cao-tthc.docx" 's/Tổng số tiếp nhận 145 hồ sơ/Tổng số tiếp nhận 146 hồ sơ/'
    is_said_of tong.docx bao-cao-tthc 1 '(extract-differs)' &&
        grep -qF 'lỗi: Văn bản ghi “+ Tổng số tiếp nhận 146 hồ sơ,' "$scratch/err" && grep -q '^Chỉ đạo: ' "$scratch/out" || fault
}

a_paragraph_added() {
    typed_over them.docx "$scratch/bao-cao-tthc.docx" 's|<w:p><w:pPr><w:pStyle w:val="DauCong"/>|<w:p><w:r><w:t>Xã có 05 thôn.</w:t></w:r></w:p>&|2'
    is_said_of them.docx bao-cao-tthc 1 'lỗi: Không có trường nào cho “Xã có 05 thôn.”; chữ này không có trong dữ liệu (extract-unread)' &&
        grep -q '^  Trực tiếp: 60$' "$scratch/out" || fault
}

# A header, a text box and a picture that the template has not.
beside_the_body() {
    local parts=$scratch/parts
    "$vanban" render bao-cao-thang-tthc templates/bao-cao-thang-tthc/example.yaml -o "$scratch/beside.docx" --force >/dev/null 2>&1 || return 1
    mkdir -p "$parts"
    (cd "$parts" && unzip -q -o "$scratch/beside.docx" &&
        sed -i 's|<w:hdr[^>]*>|&<w:p><w:r><w:t>Bản gốc</w:t></w:r></w:p>|; s|<w:p><w:pPr><w:pStyle w:val="SoTrang"/></w:pPr>|&<w:r><w:t xml:space="preserve">Bản in lần 2, trang </w:t></w:r>|' word/header1.xml &&
        sed -i '0,/<w:r>/s|<w:r>|<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata/><v:textbox><w:txbxContent><w:p><w:r><w:t>Chữ trong hộp</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r><w:r>|' word/document.xml &&
        zip -q -r "$work/ben.docx" '[Content_Types].xml' _rels docProps word)
    run vanban extract ben.docx
    [ "$status" = 1 ] || fault || return 1
    grep -oE '“[^”]*”; chữ này không có trong dữ liệu|không chứa được hình' "$scratch/err" | diff - <(cat <<'END'
“Chữ trong hộp”; chữ này không có trong dữ liệu
“Bản gốc”; chữ này không có trong dữ liệu
“Bản in lần 2, trang 2”; chữ này không có trong dữ liệu
không chứa được hình
END
)
}

another_form() {
    is_said_of "$scratch/bao-cao-tthc.docx" phieu.docx 3 \
        'lỗi: Văn bản không theo mẫu phieu.docx: ở đây là “ỦY BAN NHÂN DÂN”, mẫu có “PHIẾU KHAI” (extract-not-of-form)' &&
        [ ! -s "$scratch/out" ] || fault
}

not_in_the_document() {
    is_said_of "$scratch/bao-cao-thang-tthc.docx" bao-cao-thang-tthc 1 \
        'lưu ý: Văn bản không in các trường này, nên không đọc được: Kỳ báo cáo; Căn cứ; Hồ sơ; Thủ tục trực tuyến; Số của phần mềm (extract-unseen)' &&
        grep -qF 'Thiếu 1 trường bắt buộc: Hồ sơ (extract-unproved)' "$scratch/err" || fault
}

# ---- documents that other programs saved again ----

# is_same_without NAME SED: with the styles changed it reads as it did.
is_same_without() {
    "$vanban" extract "$scratch/bao-cao-tthc.docx" --form bao-cao-tthc 2>/dev/null | tail -n +2 >"$scratch/before"
    typed_over "$1" "$scratch/bao-cao-tthc.docx" "$2" word/styles.xml
    run vanban extract "$1"
    [ "$status" = 0 ] && tail -n +2 "$scratch/out" | diff "$scratch/before" - || fault
}

other_ids() {
    is_same_without ma.docx 's/"CoQuanBanHanh"/"Cquanbanhnh"/g; s/"TrichYeu"/"Trchyu"/g; s/"NoiDung"/"Nidung"/g'
}

other_styles() {
    is_same_without kieu.docx 's/<w:name w:val="/&Kiểu /g'
}

# ---- documents that nobody made by a form ----

many_ways() {
    /usr/bin/python3 tests/lib/inverse_documents.py holes "$work"
    run vanban extract dai.docx --form lo.docx --limit matching=1000000
    [ "$status" = 3 ] && grep -qF '(extract-not-of-form)' "$scratch/err" || fault "expected it to end soon" || return 1
    run vanban extract dai.docx --form lo.docx --limit matching=1000
    [ "$status" = 6 ] && grep -q '(limit-matching)' "$scratch/err" || fault
}

damaged() {
    local file
    mkdir -p "$work/hong"
    /usr/bin/python3 tests/lib/inverse_documents.py damage "$work/hong" "$scratch/tong-hop-tthc.docx"
    for file in "$work"/hong/*.docx; do
        status=0
        "$vanban" extract "$file" --form tong-hop-tthc >"$scratch/out" 2>"$scratch/err" || status=$?
        [ "$status" -le 3 ] || fault "$file" || return 1
    done
}

# ---- reports that came back as Word files ----

added_up() {
    local name
    for name in "An Bình" "Phú Lâm"; do
        sed "s/XÃ AN BÌNH/XÃ ${name^^}/; s/xã An Bình/xã $name/" templates/bao-cao-tthc/example.yaml >"$work/gui.yaml"
        run vanban render bao-cao-tthc gui.yaml -o "$name.docx"
        run vanban extract "$name.docx" -o "$name.yaml"
        [ "$status" = 0 ] || fault || return 1
    done
    run vanban rollup bao-cao-tthc "An Bình.yaml" "Phú Lâm.yaml" -o -
    [ "$status" = 0 ] || fault || return 1
    grep -A4 '^tong:' "$scratch/out" | grep -q 'tiep_nhan: 290' || fault
}

sample_options=()
for form in $(form_names); do
    check "the example of $form" example "$form"
done
for name in $(sample_names); do
    check "the sample $name" sample "$name"
done
sample_options=()
for name in $(sample_series); do
    check "the letters of the sample $name" letters "$name"
done

check "a form of one's own" own_form
check "two places of one field that differ" two_places
check "a sum that was typed over" a_sum_typed_over
check "a paragraph that somebody added" a_paragraph_added
check "what stands beside the body" beside_the_body
check "a document of another form" another_form
check "what no document shows" not_in_the_document
check "styles that got other ids" other_ids
check "styles that are others" other_styles
check "more ways than can be counted" many_ways
check "damaged documents" damaged
check "reports read from Word files add up" added_up

finish
