#!/usr/bin/env bash
# Lines on paper: document symbols, "ngày 05", "Điều 1", numbers and units are never torn apart, at any width of
# column; for those who read, search and copy the document the characters are the plain ones.
. "$(dirname "$0")/lib/command.sh"
. tests/lib/drawing.sh

made() {
    /usr/bin/python3 tests/lib/lines.py make "$work/cot" &&
        (cd "$work" && "$vanban" render cot cot/data.yaml --undefined blank -o cot.docx)
}
drawn() {
    draw "$work" "$work/cot.docx" >/dev/null
}
torn() {
    /usr/bin/python3 tests/lib/lines.py check "$work/cot.pdf"
}
# U+2011, U+2060 and their like are other characters than those who search for the text type.
odd_characters() {
    unzip -p "$work/cot.docx" word/document.xml | grep -oP '[\x{2011}\x{2060}\x{FEFF}\x{200D}]' | head -1 || true
}
# The number of a document itself is what people search for most.
plain_in_its_own_number() {
    "$vanban" render cong-van templates/cong-van/example.yaml --set 'Số=7' --set 'Ngày=04/5/2026' -o "$work/own.docx" --force &&
        unzip -p "$work/own.docx" word/document.xml | grep -oE '>Số: 07/[^<]*<' >"$work/own.txt" && grep -q -- '-' "$work/own.txt"
}
# Beside tables the first lines of paragraphs are reckoned: what surely stands on one is plain.
plain_on_first_lines() {
    local count
    count=$(unzip -p "$work/cot.docx" word/document.xml | grep -o '905/KH-UBND' | wc -l)
    [ "$count" -gt 30 ] && [ "$count" -lt 60 ] || {
        echo "$count of 120"
        return 1
    }
}
plain_in_outline() {
    local sentence
    sentence=$(sed -n "s/^cau: '//; s/'$//p" "$work/cot/data.yaml")
    [ "$("$vanban" outline "$work/cot.docx" | grep -cF "$sentence")" -gt 40 ]
}
free_lines() {
    sed -i '/^extends/a style: {unbroken: false}' "$work/cot/form.yaml" &&
        "$vanban" render "$work/cot" "$work/cot/data.yaml" --undefined blank -o "$work/free.docx" &&
        unzip -p "$work/free.docx" word/document.xml | grep -qE 'QĐ-TTg ngày 23 tháng'
}

# Titles, who signs, and the words of a wide table in an appendix, on a page that stands.
made_titles() {
    cat >"$work/titles.yaml" <<'END'
Tên cơ quan trong câu: Trung tâm Phục vụ hành chính công và Kiểm soát thủ tục hành chính thành phố Đà Nẵng
Trích yếu: Kết luận của Chủ tịch Ủy ban nhân dân xã tại cuộc họp giao ban tháng 5 năm 2026
Nội dung: Số liệu (*Phụ lục kèm theo*).
Các bên:
- {Tư cách: Bên A, Tên: UBND xã, Chức vụ: GIÁM ĐỐC TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ AN BÌNH, Người ký: Lê Thị Hoa}
- {Tư cách: Bên B, Tên: Công ty, Chức vụ: GIÁM ĐỐC, Người ký: Trần Văn Hòa}
Phụ lục:
- Tiêu đề: Nhân rộng cách nộp hồ sơ trực tuyến bằng ứng dụng trên điện thoại thông minh
  Nội dung: |
    | STT | Đơn vị | Tiếp nhận | Trực tuyến | Trực tiếp | Kỳ trước | Đã giải quyết | Trước hạn | Đúng hạn | Quá hạn | Đang giải quyết | Ghi chú |
    |:-:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|
    | 1 | UBND xã An Bình | 12.345 | 11.111 | 1.234 | 123 | 12.345 | 12.000 | 300 | 45 | 234 | Chậm báo cáo |
END
    "$vanban" render hop-dong templates/hop-dong/example.yaml "$work/titles.yaml" -o "$work/titles.docx" &&
        draw "$work" "$work/titles.docx" >/dev/null && pdftotext -layout "$work/titles.pdf" "$work/titles.txt"
}
missing_titles() {
    local line
    while read -r line; do
        grep -qE "^ *$line( |$)" "$work/titles.txt" || echo "$line"
    done <<'END'
Kết luận của Chủ tịch Ủy ban nhân dân xã
tại cuộc họp giao ban tháng 5 năm 2026
NHÂN RỘNG CÁCH NỘP HỒ SƠ TRỰC TUYẾN BẰNG
ỨNG DỤNG TRÊN ĐIỆN THOẠI THÔNG MINH
[(]Kèm theo Hợp đồng số +/HĐ-UBND ngày +tháng 5 năm 2026
GIÁM ĐỐC TRUNG TÂM
END
}
torn_words() {
    local word
    for word in STT Tiếp tuyến Trước Đúng Đang quyết 12.345 11.111 12.000 1.234 300 Chậm UBND; do
        grep -qwF -- "$word" "$work/titles.txt" || echo "$word"
    done
}

check 'a form with columns of many widths renders' made
check 'LibreOffice draws it' drawn
check 'nothing is torn apart' nothing_from torn
check 'no characters are put in that break a search' nothing_from odd_characters
check 'the outline has the plain text' plain_in_outline
check 'the number of a document has plain hyphens' plain_in_its_own_number
check 'what stands on the first line has plain hyphens' plain_on_first_lines
check 'a form may leave its lines free' free_lines
check 'a contract with long titles renders' made_titles
check 'titles break as planned' nothing_from missing_titles
check 'no word of a wide table is torn' nothing_from torn_words
finish
