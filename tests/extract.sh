#!/usr/bin/env bash
# vanban extract: the data of each shipped form and sample comes back from the document made of it, and makes a document
# with the same outline. Called with the path of a vanban to test.
. "$(dirname "$0")/lib/command.sh"

# read_back NAME FORM DATA: a document made of the data, read again.
read_back() {
    "$vanban" render "$2" "$3" -o "$scratch/$1.docx" >/dev/null 2>&1 && "$vanban" extract "$scratch/$1.docx" -o "$scratch/$1.yaml"
}

form_of() {
    sed -n '1s/.*: vanban render \([^ ]*\) .*/\1/p' "$scratch/$1.yaml"
}

# round_trip NAME FORM DATA: the outline of what is made of the data read is the same, and the data itself.
round_trip() {
    local name=$1 form=$2 data=$3
    read_back "$name" "$form" "$data" || return 1
    "$vanban" render "$(form_of "$name")" "$scratch/$name.yaml" -o "$scratch/$name-2.docx" || return 1
    "$vanban" outline "$scratch/$name.docx" >"$scratch/$name.txt"
    "$vanban" outline "$scratch/$name-2.docx" | diff "$scratch/$name.txt" - || return 1
    /usr/bin/python3 tests/lib/extract.py "$vanban" "$form" "$data" "$(form_of "$name")" "$scratch/$name.yaml"
}

# Forms that differ in their name alone are read as one that is looked at closely.
is_recognised() {
    read_back "$1" "$1" "templates/$1/example.yaml" && [ "$(form_of "$1")" = "$1" ]
}

# altered NAME FORM EXPRESSION...: a document of the form's example with its XML changed by sed.
altered() {
    local name=$1 form=$2
    shift 2
    "$vanban" render "$form" "templates/$form/example.yaml" -o "$scratch/altered.docx" --force >/dev/null
    rm -rf "$scratch/parts"
    mkdir "$scratch/parts"
    (cd "$scratch/parts" && unzip -q "$scratch/altered.docx" && sed -i "$@" word/document.xml word/header*.xml &&
        zip -q -r "$work/$name.docx" '[Content_Types].xml' _rels docProps word)
}

# told NAME STATUS CODE...: what extract says of a document.
told() {
    local name=$1 expected=$2
    shift 2
    run vanban extract "$name.docx"
    [ "$status" = "$expected" ] && [ "$(sed -n 's/.*(\(extract-[a-z-]*\))$/\1/p' "$scratch/err" | sort -u | tr '\n' ' ')" = "${*:+$* }" ] || fault
}

what_is_read() {
    altered dung cong-van -e 's/x^//'
    told dung 0 || return 1
    diff -u - "$scratch/out" <<'END'
# Đọc từ dung.docx. Tạo lại văn bản: vanban render cong-van TỆP-NÀY -o MỚI.docx
Cơ quan ban hành:
  - ỦY BAN NHÂN DÂN
  - XÃ AN BÌNH
Số: 15
Ký hiệu: UBND-VP
Nơi ban hành: An Bình
Ngày: 2023-05-04
Trích yếu: đăng ký lớp tập huấn chữ ký số năm 2023
Kính gửi:
  - Phòng Nội vụ huyện
  - Phòng Văn hóa và Thông tin huyện
Nội dung: |
  Thực hiện Công văn số 120/UBND-NV ngày 20/4/2023 của UBND huyện về việc mở lớp tập huấn chữ ký số, UBND xã An Bình đăng ký như sau:
  1. Số người dự: **05 người**, gồm:
  - Lãnh đạo UBND xã: 01 người;
  - Công chức Bộ phận Một cửa: 04 người.
  2. Đề nghị mở lớp vào buổi sáng để công chức kịp trực tại Bộ phận Một cửa (*danh sách gửi kèm*).
Lời kết: Kính đề nghị các phòng quan tâm, tổng hợp
Quyền hạn, chức vụ:
  - KT. CHỦ TỊCH
  - PHÓ CHỦ TỊCH
Người ký: Lê Thị Hoa
Nơi nhận:
  - Như trên
  - TT Đảng ủy xã (*b/cáo*)
  - CT, các PCT UBND xã
Lưu: VT, VP
END
}

what_is_not_certain() {
    altered ngo cong-van -e 's/Số: 15/Số: 15a/'
    told ngo 0 extract-unsure || return 1
    grep -q '^cảnh báo: Trường “Số” chưa chắc: văn bản ghi “15a” (extract-unsure)$' "$scratch/err" &&
        grep -q '^# chưa chắc, văn bản ghi: 15a$' "$scratch/out" || fault
}

what_is_missing() {
    altered thieu cong-van -e 's/An Bình, ngày[^<]*//'
    told thieu 1 extract-missing || return 1
    grep -q '^lỗi: Không đọc được trường “Ngày”, mà mẫu cong-van cần (extract-missing)$' "$scratch/err" &&
        grep -q '^#Ngày: # không đọc được$' "$scratch/out" || fault
}

what_is_not_data() {
    altered le thong-bao -e 's|<w:hdr\([^>]*\)>|<w:hdr\1><w:p><w:r><w:t>Bản gốc</w:t></w:r></w:p>|'
    told le 1 extract-unread || return 1
    grep -q '^lỗi: Không có trường nào cho “Bản gốc”; chữ này không có trong dữ liệu (extract-unread)$' "$scratch/err" || fault || return 1
    altered hinh thong-bao -e 's|<w:t>UBND xã thông báo|<w:drawing><a:blip xmlns:a="a"/></w:drawing>&|'
    told hinh 1 extract-lost || return 1
    grep -q '^lỗi: Tệp dữ liệu không chứa được hình ở đây (extract-lost)$' "$scratch/err" || fault
}

another_document() {
    altered hai thong-bao -e 's|<w:body>\(.*\)\(<w:sectPr.*</w:body>\)|<w:body>\1\1\2|'
    told hai 1 extract-more || return 1
    grep -q '^lỗi: Từ đây là văn bản khác; chỉ văn bản đầu tệp được đọc (extract-more)$' "$scratch/err" || fault
}

other_words() {
    altered moi giay-moi -e 's/Chủ trì:/Người chủ trì cuộc họp:/'
    told moi 0 extract-other-words || return 1
    grep -q '^cảnh báo: Lời văn không theo mẫu giay-moi; dữ liệu theo mẫu ten-loai (extract-other-words)$' "$scratch/err" &&
        grep -q '^  Người chủ trì cuộc họp: ' "$scratch/out" || fault
}

no_document() {
    cp LICENSE "$work/text.docx"
    run vanban extract text.docx
    [ "$status" = 4 ] && [ ! -s "$scratch/out" ] || fault || return 1
    run vanban extract dung.docx -o ra.docx
    [ "$status" = 2 ] && grep -q '(usage-ending)' "$scratch/err" || fault
}

other_peoples_documents() {
    /usr/bin/python3 tests/lib/received.py "$vanban" tests/data/received.txt "$scratch"
}

check "a letter is read" what_is_read
check "documents of other people are read" other_peoples_documents
check "what is not certain is told" what_is_not_certain
check "what is missing is told" what_is_missing
check "what is no data is told" what_is_not_data
check "another document is told" another_document
check "other words than the form's are told" other_words
check "what is no document is told" no_document

for form in cong-van bao-cao quyet-dinh-kem nghi-quyet bien-ban cong-dien giay-moi giay-gioi-thieu giay-nghi-phep thu-cong hop-dong ban-ghi-nho ban-thoa-thuan \
    ten-loai phu-luc van-ban-kem-theo; do
    check "round trip of $form" round_trip "$form" "$form" "templates/$form/example.yaml"
done
for form in $(sed -n '/backwards/d; s/^  - {form: \([a-z-]*\), kind:.*}$/\1/p' templates/standard/nd30-2020/forms.yaml); do
    case $form in
    cong-van | bao-cao | quyet-dinh-kem | nghi-quyet | thu-cong) ;;
    *) check "$form is recognised" is_recognised "$form" ;;
    esac
done
for name in cong-van-chi-dao cong-van-gop-y cong-van-huyen cong-van-van-phong; do
    check "round trip of the sample $name" round_trip "sample-$name" cong-van "samples/$name/data.yaml"
done

finish
