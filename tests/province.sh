#!/usr/bin/env bash
# One run for every unit of a province: several forms a record, what is each form's alone, tables of which a row is no record,
# files that documents read; and kill -9 at two hundred random moments. VANBAN_UNITS=3321 makes it the size of the whole
# country. Called with the path of a vanban to test.
. "$(dirname "$0")/lib/command.sh"
units=${VANBAN_UNITS:-200}
. tests/lib/batch.sh

cat >"$work/ba-mau.yaml" <<'END'
Cơ quan ban hành: ỦY BAN NHÂN DÂN XÃ AN BÌNH
Nơi ban hành: An Bình
Ngày: 2026-05
Trích yếu: rà soát hồ sơ trực tuyến
Nội dung: Đề nghị đơn vị rà soát hồ sơ trực tuyến tồn đọng.
Quyền hạn, chức vụ: CHỦ TỊCH
Người ký: Trần Văn Hòa
cong-van: {Ký hiệu: UBND-VP, Nơi nhận: [Như trên]}
thong-bao: {Ký hiệu: TB-UBND, Nơi nhận: [Sở Nội vụ]}
bao-cao: {Ký hiệu: BC-UBND, Nơi nhận: [Sở Nội vụ]}
END
three=("${vanban:?}" batch cong-van thong-bao bao-cao)
with=(--data ba-mau.yaml --name '{{ Mã }} {{ mẫu }}')

# ---- forms ----

each_form_makes_a_document() {
    run "${three[@]}" ban-ghi.csv "${with[@]}" --out-dir ba
    ends 0 && [ "$(ls "$work/ba")" = "$(printf '%s\n' T{1,2}\ {bao-cao,cong-van,thong-bao}.docx manifest.jsonl)" ] || fault "$(ls "$work/ba")" || return 1
    run vanban outline 'ba/T2 thong-bao.docx'
    grep -q '/TB-UBND$' "$scratch/out" && grep -qx -- '- Sở Nội vụ;' "$scratch/out" || fault "not of its form" || return 1
    run "${three[@]}" ban-ghi.csv "${with[@]}" --out-dir ba --plan
    [ "$(cut -d'"' -f12 "$scratch/out" | tr '\n' ' ')" = 'T1 cong-van.docx T1 thong-bao.docx T1 bao-cao.docx T2 cong-van.docx T2 thong-bao.docx T2 bao-cao.docx ' ] ||
        fault "another plan" || return 1
    run "${three[@]}" ban-ghi.csv "${with[@]}" --out-dir ba --resume --set 'thong-bao.Ký hiệu=TB-VP'
    ends 0 && grep -q 'Đã tạo 2 văn bản, giữ nguyên 4' "$scratch/err" || fault "expected the thông báo to be made again"
}

# A form of one's own goes by the name of its file or folder; the row has a part of its own too.
forms_go_by_their_names() {
    (cd "$work" && vanban pack cong-van -o 'thư mời.docx')
    printf '{"Mã":"A","Kính gửi":"Ban A","thư mời":{"Trích yếu":"mời họp"}}\n' >"$work/rieng.jsonl"
    run vanban batch 'thư mời.docx' "$root/templates/cong-van/" rieng.jsonl --data chung.yaml --out-dir ten --name '{{ mau }}' --key '{{ Mã }} {{ mau }}'
    ends 0 && [ "$(ls "$work/ten")" = "$(printf '%s\n' cong-van.docx manifest.jsonl 'thư mời.docx')" ] || fault "$(ls "$work/ten")" || return 1
    run vanban outline 'ten/thư mời.docx'
    grep -qx 'V/v mời họp' "$scratch/out" || fault "without its part" || return 1
    run vanban outline ten/cong-van.docx
    grep -qx 'V/v rà soát hồ sơ trực tuyến' "$scratch/out" || fault "with the other's part"
}

names_tell_forms_apart() {
    is_refused 2 usage-batch-forms -- "${three[@]}" ban-ghi.csv --data ba-mau.yaml --name '{{ Mã }}' --out-dir x &&
        is_refused 2 usage-batch-forms -- "${three[@]}" ban-ghi.csv "${with[@]}" --key '{{ Mã }}' --out-dir x
}

a_row_is_a_record() {
    printf '{"a":[{"Mã":"T1"},5]}' >"$work/lan.json"
    batch lan.json lan
    ends 1 && grep -A1 -F '(batch-row)' "$scratch/err" | grep -qF 'ở: lan.json, dòng 1, cột 19' || fault "expected the place" || return 1
    is_refused 3 batch-row 'lan.json' vanban units track lan.json -o x.csv || return 1
    (cd "$work" && vanban number create so.db)
    is_refused 3 batch-row 'lan.json' vanban number allocate so.db lan.json --data chung.yaml --key '{{ Mã }}' --date 2026-05-04
}

usage_is_told_before_forms_are_read() {
    is_refused 2 usage-value 1 vanban batch khong-co.docx ban-ghi.csv --name a --out-dir x --shard 1
}

# A table as an office keeps it: a title over merged cells, the number of each row, blank rows.
tables_of_an_office_are_read() {
    /usr/bin/python3 - "$work/xa.xlsx" <<'END'
import sys, openpyxl
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "Danh sách"
for row in (["DANH SÁCH CÁC XÃ"], [], ["STT", "Kính gửi", "Trích yếu"], [1, "UBND xã An Bình", "một"], [], [2, "UBND xã Phú Lâm", "hai"]):
    sheet.append(row)
sheet.merge_cells("A1:C1")
book.save(sys.argv[1])
END
    run vanban batch cong-van xa.xlsx --data xa.yaml --name '{{ Kính gửi }}' --out-dir xa
    ends 0 && [ "$(ls "$work/xa")" = "$(printf '%s\n' 'UBND xã An Bình.docx' 'UBND xã Phú Lâm.docx' manifest.jsonl)" ] || fault "$(ls "$work/xa")"
}

# ---- files that documents show ----

# goes_on_with N M: N documents are made, M kept.
goes_on_with() {
    run vanban batch huy-hieu.docx ban-ghi.csv --data huy-hieu.yaml --name '{{ Mã }}' --out-dir hinh --resume
    ends 0 && grep -q "Đã tạo $1 văn bản, giữ nguyên $2" "$scratch/err" || fault "expected $1 made, $2 kept"
}

# A picture that the data name, beside the data and not in the form's folder.
another_picture_is_another_document() {
    /usr/bin/python3 tests/lib/pictures.py "$work"
    /usr/bin/python3 - "$work" <<'END'
import sys, docx
document = docx.Document()
document.add_paragraph("{{ Kính gửi }} {{ Ảnh }}")
document.save(sys.argv[1] + "/huy-hieu.docx")
END
    printf 'Ảnh: {image: chu-ky.png, width: 35mm}\n' >"$work/huy-hieu.yaml"
    goes_on_with 2 0 && goes_on_with 0 2 || return 1
    grep -q '"files":\[{"name":"chu-ky.png","sha256":"' "$work/hinh/manifest.jsonl" || fault "not in the manifest" || return 1
    cp "$work/con-dau.png" "$work/chu-ky.png"
    goes_on_with 2 0 && goes_on_with 0 2
}

# ---- crashes ----

province=("${three[@]}" tinh.csv "${with[@]}" --jobs 2)

# Killed at random moments of a run, none later than a fifth of it or a second: what is done grows from kill to kill.
kills_leave_no_trace() {
    local kills=0 whole=0 longest pid
    takes run "${province[@]}" --out-dir yen
    ends 0 && [ "$(wc -l <"$work/yen/manifest.jsonl")" = $((3 * units)) ] || fault "not all forms of all units" || return 1
    longest=$((longest / 5 < 1000 ? longest / 5 + 20 : 1000))
    while [ "$kills" -lt 200 ]; do
        kill_run "${province[@]}" --out-dir giet --resume && is_whole_in_peace || return 1
    done
    echo "# $units units, killed $kills times, came to its end $whole times" >&3
    run "${province[@]}" --out-dir giet --resume
    ends 0 && no_temporaries giet && same_batch yen giet && run vanban manifest verify giet && ends 0
}

records 2 >"$work/ban-ghi.csv"
sed '/^Trích yếu/d' "$work/chung.yaml" >"$work/xa.yaml"
records "$units" >"$work/tinh.csv"
exec 3>&1

check 'each of several forms makes a document of a record' each_form_makes_a_document
check 'forms go by their names' forms_go_by_their_names
check 'names tell forms apart' names_tell_forms_apart
check 'a row is a record' a_row_is_a_record
check 'tables of an office are read' tables_of_an_office_are_read
check 'another picture makes another document' another_picture_is_another_document
check 'usage is told before forms are read' usage_is_told_before_forms_are_read
check 'killed two hundred times it ends as if nothing had happened' kills_leave_no_trace
finish
