#!/usr/bin/env bash
# The documents themselves: every sample, every form's example in both sizes, on paper and electronic, blank data file and
# draft without data, and whatever other tests left in build/test-documents, is valid Open XML, opens in LibreOffice,
# and looks on paper as the decree wants it.
. "$(dirname "$0")/lib/tap.sh"
. tests/lib/forms.sh
. tests/lib/samples.sh
. tests/lib/validator.sh
. tests/lib/drawing.sh
vanban=$root/build/dev/vanban
out=$root/build/documents
versions='Office2007 Office2016 Microsoft365'
no_header='^form-(so-van-ban-di|theo-doi|phu-luc|van-ban-kem-theo|sao-y|sao-luc|trich-sao)(-S)?$|^blank-(so-van|theo-doi|phu|van-ban|sao|trich)'

has_setting() {
    "$vanban" fields "$1" --json | grep -q "\"$2\""
}

# Own parts, not only names: a blank file and a draft of it look like no other's.
has_own_look() {
    [ -e "templates/$1/document.xml" ] || [ -e "templates/$1/fragments" ]
}

# render_sizes FORM NAME COMMAND...: NAME.docx, and in the other size too when the form has that setting.
render_sizes() {
    local form=$1 name=$2
    shift 2
    check "$name renders" "$@" "$out/$name.docx"
    ! has_setting "$form" 'Cỡ chữ' || check "$name renders in size S" "$@" "$out/$name-S.docx" --set 'Cỡ chữ=S'
}

# All settings render; NAME-S.docx is electronic and of the smaller size.
render_settings() {
    local form=$1 size kind file
    check "form-$form renders" render_example "$form" "$out/form-$form.docx"
    has_setting "$form" 'Định dạng' || return 0
    for size in L S; do
        for kind in Giấy 'Điện tử'; do
            file=$out/elsewhere/settings.docx
            [ "$size $kind" != 'S Điện tử' ] || file=$out/form-$form-S.docx
            check "form-$form renders in size $size, $kind" render_example "$form" "$file" --set "Cỡ chữ=$size" \
                --set "Định dạng=$kind" --set 'Thời gian ký số=2026-05-04T14:30:05+07:00'
        done
    done
}

render_options() {
    local form
    option_data "$out/elsewhere"
    for form in $(option_form_names); do
        check "options-$form renders" render_example "$form" "$out/options-$form.docx" \
            "$out/elsewhere/options.yaml"
    done
}

render_example() {
    local form=$1 target=$2
    shift 2
    "$vanban" render "$form" "templates/$form/example.yaml" -o "$target" --force "$@"
}

# From the data file that vanban new makes.
render_blank() {
    "$vanban" new "$1" -o "$2.yaml" --force && "$vanban" render "$1" "$2.yaml" -o "$2" --force
}

# Names as short and as long as they come, in both sizes: lines break evenly and rule lines follow them.
render_long_names() {
    local form=$1 number=0 issuer size
    for issuer in 'SỞ Y TẾ' 'ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH' \
        'TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG VÀ KIỂM SOÁT THỦ TỤC HÀNH CHÍNH THÀNH PHỐ ĐÀ NẴNG'; do
        for size in L S; do
            number=$((number + 1))
            check "long-$form-$number renders" render_example "$form" "$out/long-$form-$number.docx" \
                --set "co_quan_ban_hanh=$issuer" --set 'noi_ban_hanh=Thành phố Hồ Chí Minh' --set "co_chu=$size" \
                --set "trich_yeu=kết quả thực hiện Kế hoạch tuyên truyền, vận động nhân dân nộp hồ sơ trực tuyến \
trên địa bàn sáu tháng đầu năm 2023 và phương hướng sáu tháng cuối năm 2023"
        done
    done
}

# Without any data: what is missing is marked.
render_draft() {
    "$vanban" render "$1" -o "$2" --force --draft
}

render_all() {
    local name
    for name in $(sample_names); do
        render_sizes "$(sample_form "$name")" "sample-$name" sample_render "$vanban" "$name"
    done
    for name in $(form_names); do
        render_settings "$name"
        has_own_look "$name" || continue
        check "blank-$name renders" render_blank "$name" "$out/blank-$name.docx"
        check "draft-$name renders" render_draft "$name" "$out/draft-$name.docx"
    done
    render_long_names cong-van
    render_long_names bao-cao
    render_options
}

collect_other_documents() {
    local file name
    for file in build/test-documents/*.docx; do
        name=other-$(basename "$file" .docx)
        [ ! -e "$file" ] || cp "$file" "$out/$name.docx"
    done
}

same_bytes_everywhere() {
    local name=$1 again=$out/again form
    form=$(sample_form "$name")
    sample_render "$vanban" "$name" "$again-1.docx" &&
        TZ=Asia/Ho_Chi_Minh LC_ALL=C sample_render "$vanban" "$name" "$again-2.docx" &&
        TZ=America/St_Johns LOCPATH=$out/locales LC_ALL=tr_TR.UTF-8 \
            sample_render "$vanban" "$name" "$again-3.docx" &&
        cp "${sample_files[@]}" "$out/elsewhere" &&
        sample_render build/asan/vanban "$name" "$again-5.docx" &&
        (cd "$out/elsewhere" && "$vanban" render "$form" "${sample_files[@]##*/}" "${sample_options[@]}" \
            -o ../again-4.docx --force) || return 1
    for again in "$again"-*.docx; do
        cmp "$out/sample-$name.docx" "$again" || return 1
        rm "$again"
    done
}

outline_is_as_expected() {
    "$vanban" outline "$out/$1.docx" | diff -u "$2" -
}

# Variants, and what comes from LibreOffice, are shown to the newest version alone, examples of forms to the oldest too.
versions_of() {
    case $1 in
    sample-*-S | form-*-S | blank-* | draft-* | long-* | other-packed-* | other-included-*) echo Microsoft365 ;;
    form-*) echo Office2007 Microsoft365 ;;
    *) echo "$versions" ;;
    esac
}

is_a4() {
    pdfinfo -l 9999 "$1" | awk '/^Page +[0-9]+ size:/ && !/A4/ { print } /^Page +[0-9]+ size:/ { pages++ }
        END { if (!pages) print "no pages" }'
}

has_pages() {
    local pages
    pages=$(pdfinfo "$1" | awk '/^Pages:/ { print $2 }')
    [ "$pages" = "$2" ] || echo "$1 has $pages pages instead of $2"
}

check_drawing() {
    local name=$1 pdf=$out/pdf/$1.pdf
    check "$name opens in LibreOffice" test -s "$pdf"
    [[ $name != other-* ]] || return 0
    check "$name is A4" nothing_from is_a4 "$pdf"
    [[ $name != draft-* && ! $name =~ $no_header ]] || return 0
    check "$name has its rule lines" nothing_from /usr/bin/python3 tests/lib/rules.py "$pdf"
}

check "Times New Roman is drawn with Tinos" drawn_with_tinos
rm -rf "$out"
mkdir -p "$out/pdf" "$out/locales" "$out/elsewhere"
localedef -i tr_TR -f UTF-8 "$out/locales/tr_TR.UTF-8"
render_all
for name in $(sample_names); do
    check "sample-$name has the same bytes on every machine" same_bytes_everywhere "$name"
    check "sample-$name has the expected outline" outline_is_as_expected \
        "sample-$name" "samples/$name/expected.txt"
done
for name in $(form_names); do
    check "form-$name has the expected outline" outline_is_as_expected \
        "form-$name" "tests/data/outlines/$name.txt"
done
for name in $(option_form_names); do
    check "options-$name has the expected outline" outline_is_as_expected \
        "options-$name" "tests/data/outlines/options-$name.txt"
done
rm -f "$out"/again-*.docx
collect_other_documents

draw "$out/pdf" "$out"/*.docx >"$out/draw.log" 2>&1 &
for file in "$out"/*.docx; do
    name=$(basename "$file" .docx)
    # shellcheck disable=SC2046
    check "$name is valid Open XML" nothing_from validator_faults "$file" $(versions_of "$name")
done
wait
for file in "$out"/*.docx; do
    check_drawing "$(basename "$file" .docx)"
done
for name in $(sample_names); do
    check "sample-$name has the expected pages" \
        nothing_from has_pages "$out/pdf/sample-$name.pdf" "$(cat "samples/$name/expected.pages")"
done
finish
