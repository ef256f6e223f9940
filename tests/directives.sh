#!/usr/bin/env bash
# The list of units: groups of recipients, records joined with figures and tasks, deadlines, the sheet of who has to answer
# by when; and the sample of a directive to every unit. Called with the path of a vanban to test.
. "$(dirname "$0")/lib/command.sh"
. tests/lib/samples.sh

cat >"$work/danh mục.csv" <<'END'
Mã,Tên,Cấp,Nhóm,Cấp trên,Từ ngày,Đến ngày
01,UBND xã An Bình,xã,Đồng bằng; Ven sông,UBND tỉnh,,
02,UBND xã Phú Lâm,xã,Miền núi,UBND tỉnh,,2025-06-30
03,UBND phường Đông Sơn,phường,Đô thị,UBND tỉnh,2025-07-01,
04,UBND thị trấn Cũ,thị trấn,Đô thị,UBND huyện,,2025-06-30
05,UBND xã Đá Bạc,xã,Miền núi,UBND tỉnh,,
END
cat >"$work/thu.yaml" <<'END'
Cơ quan ban hành: SỞ NỘI VỤ
Ký hiệu: SNV-VP
Nơi ban hành: An Sơn
Ngày: 2026-05
Trích yếu: báo cáo nhân sự
Kính gửi: ["@UBND các xã, phường"]
Nội dung: Đề nghị báo cáo.
Quyền hạn, chức vụ: GIÁM ĐỐC
Người ký: Lê Thị Hoa
END
cp "$work/thu.yaml" "$work/mot-noi.yaml"

# lists EXPECTED COMMAND...
lists() {
    local wanted=$1
    shift
    run "$@"
    [ "$status" = 0 ] || fault "expected success" || return 1
    diff -u <(printf '%b' "$wanted") "$scratch/out" || fault "another list"
}

groups_are_chosen() {
    local an='01  UBND xã An Bình\n' phu='02  UBND xã Phú Lâm\n' dong='03  UBND phường Đông Sơn\n' \
        tran='04  UBND thị trấn Cũ\n' da='05  UBND xã Đá Bạc\n'
    lists "$an$dong$da" vanban units list 'danh mục.csv' &&
        lists "$an$phu$tran$da" vanban units list 'danh mục.csv' --date 2025-06-30 &&
        lists "$an$dong$da" vanban units list 'danh mục.csv' --date 01/7/2025 &&
        lists "$an$phu$tran$da" vanban units list 'danh mục.csv' 'UBND các xã, thị trấn' --date 2023-05-04 &&
        lists "$an$dong$da" vanban units list 'danh mục.csv' 'Ủy ban nhân dân các xã, phường và thị trấn' &&
        lists "$da" vanban units list 'danh mục.csv' 'miền núi' &&
        lists "$an" vanban units list 'danh mục.csv' 'Ven sông' &&
        lists "$tran" vanban units list 'danh mục.csv' 'UBND huyện' --date 2025-01-01 &&
        lists "$an" vanban units list 'danh mục.csv' 'UBND các xã, trừ UBND xã Đá Bạc' &&
        lists "$dong" vanban units list 'danh mục.csv' 'tất cả (trừ 01; Miền núi)' &&
        lists "$an" vanban units list 'danh mục.csv' 'các xã trừ Ủy ban nhân dân xã Đá Bạc'
}

units_are_json() {
    run vanban units list 'danh mục.csv' --json
    [ "$status" = 0 ] || fault "expected success" || return 1
    /usr/bin/python3 - "$scratch/out" <<'END'
import json, sys
units = [json.loads(line) for line in open(sys.argv[1])]
assert [unit["ma"] for unit in units] == ["01", "03", "05"] and units[1]["ten"] == "UBND phường Đông Sơn", units
END
}

wrong_groups_are_refused() {
    is_refused 3 units-group 'xả' vanban units list 'danh mục.csv' 'UBND các xả' &&
        is_refused 3 units-group 'Đá Bạn' vanban units list 'danh mục.csv' 'các xã, trừ xã Đá Bạn' &&
        is_refused 3 units-nobody '01/5/2026' vanban units list 'danh mục.csv' 'thị trấn' --date 2026-05-01 &&
        is_refused 2 usage-value 2026-05 vanban units list 'danh mục.csv' --date 2026-05 &&
        is_refused 3 rollup-units thu.yaml vanban units list thu.yaml &&
        is_refused 5 - khong.csv vanban units list khong.csv &&
        is_refused 2 units-missing 'UBND các xã, phường' vanban render cong-van thu.yaml -o out.docx &&
        is_refused 3 units-group 'phừơng' vanban render cong-van thu.yaml --units 'danh mục.csv' -o out.docx \
            --set 'Kính gửi=@UBND các phừơng'
}

# recipients WANTED DATE: the lines under Kính gửi.
recipients() {
    run vanban render cong-van thu.yaml --units 'danh mục.csv' --set "Ngày=$2" -o out.docx --force
    [ "$status" = 0 ] || fault "not rendered" || return 1
    run vanban outline out.docx
    diff -u <(printf '%b' "$1") <(sed -n '/^Kính gửi/,/^Đề nghị/p' "$scratch/out") || fault "other recipients"
}

letters_name_each_unit() {
    recipients 'Kính gửi:\n- UBND xã An Bình;\n- UBND phường Đông Sơn;\n- UBND xã Đá Bạc.\nĐề nghị báo cáo./.\n' 2026-05 &&
        recipients 'Kính gửi:\n- UBND xã An Bình;\n- UBND xã Phú Lâm;\n- UBND xã Đá Bạc.\nĐề nghị báo cáo./.\n' 2025-06
}

# Without the mark the group is printed as it is typed.
letters_name_the_group() {
    run vanban render cong-van thu.yaml --units 'danh mục.csv' --set 'Kính gửi=UBND các xã, phường' -o out.docx --force
    run vanban outline out.docx
    grep -qx 'Kính gửi: UBND các xã, phường' "$scratch/out" || fault "another line"
}

figures_and_tasks_are_joined() {
    printf 'Đơn vị,Tiếp nhận,Nhóm\nỦy ban nhân dân xã An Bình,12,x\n03,30,\n' >"$work/số liệu.csv"
    printf 'Đơn vị,Nội dung,Thời hạn\n,Báo cáo,10 ngày làm việc\n@Miền núi,Lập tổ,2026-06-15\n01;03,Giải trình,\n' >"$work/nhiệm vụ.csv"
    run vanban units join 'danh mục.csv' --group 'UBND các xã, phường' --figures 'số liệu.csv' --tasks 'nhiệm vụ.csv' -o ban-ghi.jsonl
    [ "$status" = 0 ] && grep -q '1 đơn vị không có dòng số liệu: UBND xã Đá Bạc (units-no-figures)' "$scratch/err" || fault "no warning of Đá Bạc" || return 1
    diff -u - "$work/ban-ghi.jsonl" <<'END'
{"don_vi":{"stt":1,"ma":"01","ten":"UBND xã An Bình","cap":"xã","nhom":"Đồng bằng; Ven sông","cap_tren":"UBND tỉnh"},"so_lieu":{"Tiếp nhận":"12"},"nhiem_vu":[{"Nội dung":"Báo cáo","Thời hạn":"10 ngày làm việc"},{"Nội dung":"Giải trình"}]}
{"don_vi":{"stt":2,"ma":"03","ten":"UBND phường Đông Sơn","cap":"phường","nhom":"Đô thị","cap_tren":"UBND tỉnh"},"so_lieu":{"Tiếp nhận":"30"},"nhiem_vu":[{"Nội dung":"Báo cáo","Thời hạn":"10 ngày làm việc"},{"Nội dung":"Giải trình"}]}
{"don_vi":{"stt":3,"ma":"05","ten":"UBND xã Đá Bạc","cap":"xã","nhom":"Miền núi","cap_tren":"UBND tỉnh"},"nhiem_vu":[{"Nội dung":"Báo cáo","Thời hạn":"10 ngày làm việc"},{"Nội dung":"Lập tổ","Thời hạn":"2026-06-15"}]}
END
}

# Sheets as an office has them: two rows of headers, totals, columns nobody asks for.
sheets_of_an_office_are_joined() {
    /usr/bin/python3 - "$work" <<'END' || return 1
import openpyxl, sys
def write(name, rows, merged):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    book.save(f"{sys.argv[1]}/{name}")
write("số.xlsx", [["SỐ LIỆU QUÝ I"], ["STT", "Đơn vị", "Tiếp nhận", "Đã giải quyết", None, "Ghi chú"], [None, None, None, "Tổng số", "Quá hạn", None],
                  [1, "An Bình", 12, 10, 1, "tạm tính"], [2, "phường Đông Sơn", "1.030", 900, 0, None], ["Tổng cộng", None, 1042, 910, 1, None]],
      ["A1:F1", "D2:E2", "A2:A3", "B2:B3", "C2:C3", "F2:F3"])
write("việc.xlsx", [["TT", "Đơn vị", "Nội dung", "Ghi chú"], [1, None, "Báo cáo", "gấp"]], [])
write("xã.xlsx", [["DANH SÁCH"], ["Mã", "Tên", "Cấp"], [1, "UBND xã An Bình", "xã"], [2, "UBND phường Đông Sơn", "phường"], [None, "Tổng cộng: 2", None]], ["A1:C1"])
END
    printf 'cột:\n  Đã giải quyết / Tổng số: Đã giải quyết\n  Đã giải quyết / Quá hạn: Quá hạn\n  Ghi chú:\n' >"$work/ánh xạ.yaml"
    run vanban units join xã.xlsx --figures số.xlsx --tasks việc.xlsx --map 'ánh xạ.yaml' -o ban-ghi-2.jsonl
    [ "$status" = 0 ] && [ "$(grep -c '(rows-below)' "$scratch/err")" = 2 ] || fault "not joined" || return 1
    diff -u - "$work/ban-ghi-2.jsonl" <<'END'
{"don_vi":{"stt":1,"ma":"1","ten":"UBND xã An Bình","cap":"xã"},"so_lieu":{"Tiếp nhận":12,"Đã giải quyết":10,"Quá hạn":1},"nhiem_vu":[{"TT":1,"Nội dung":"Báo cáo"}]}
{"don_vi":{"stt":2,"ma":"2","ten":"UBND phường Đông Sơn","cap":"phường"},"so_lieu":{"Tiếp nhận":"1.030","Đã giải quyết":900,"Quá hạn":0},"nhiem_vu":[{"TT":1,"Nội dung":"Báo cáo"}]}
END
}

wrong_rows_are_refused() {
    printf 'Đơn vị,Tiếp nhận\nUBND xã An Bịnh,12\n' >"$work/lạ.csv"
    printf 'Mã,Tiếp nhận\n01,12\n01,13\n' >"$work/hai lần.csv"
    printf 'Nội dung\nBáo cáo\n' >"$work/của ai.csv"
    printf 'Mã,Tên,Tiếp nhận\n01,UBND xã Đá Bạc,12\n' >"$work/lệch.csv"
    is_refused 3 units-other '“01” là UBND xã An Bình, “UBND xã Đá Bạc” là UBND xã Đá Bạc' vanban units join 'danh mục.csv' --figures lệch.csv -o out.jsonl &&
        is_refused 3 rollup-unit-unknown 'UBND xã An Bình' vanban units join 'danh mục.csv' --figures lạ.csv -o out.jsonl &&
        is_refused 3 rollup-unit-twice 'UBND xã An Bình' vanban units join 'danh mục.csv' --figures 'hai lần.csv' -o out.jsonl &&
        is_refused 3 units-table 'của ai.csv' vanban units join 'danh mục.csv' --tasks 'của ai.csv' -o out.jsonl &&
        is_refused 2 usage-output '' vanban units join 'danh mục.csv' &&
        is_refused 3 batch-no-records mot-noi.yaml vanban units track mot-noi.yaml -o out.csv
}

# Excel makes numbers of codes; a code of another list does not hide a name.
rows_are_found_by_what_they_have() {
    printf 'Mã,Tên,Tiếp nhận\n1,,12\nH99,xã Đá Bạc,13\n' >"$work/mã khác.csv"
    run vanban units join 'danh mục.csv' --figures 'mã khác.csv' -o ma-khac.jsonl
    [ "$status" = 0 ] && grep -q '"ma":"01".*"Tiếp nhận":"12"' "$work/ma-khac.jsonl" &&
        grep -q '"ma":"05".*"Tiếp nhận":"13"' "$work/ma-khac.jsonl" || fault "other figures"
}

# Reckoned from the day of issue; the first days of May and the 10th of the third lunar month are days off.
deadlines_are_reckoned() {
    lists '08/5/2026\n' vanban eval 'deadline("5 ngày làm việc", "2026-04-29")' &&
        lists '15/6/2026\n' vanban eval 'tính hạn("15/6/2026", none)' &&
        lists '10 ngày làm việc\n' vanban eval 'tính hạn("10 ngày làm việc", none)' &&
        lists 'Thường xuyên\n' vanban eval 'tính hạn("Thường xuyên", "2026-05-04")' &&
        is_refused 4 not-a-date '“31/2/2026”' vanban eval 'tính hạn("31/2/2026", "2026-01-04")' || return 1
    run vanban eval 'tính hạn("15/2/2031", "2031-01-04")'
    [ -s "$scratch/err" ] && { fault "expected no word of holidays"; return 1; }
    run vanban eval 'tính hạn("5 ngày làm việc", "2031-01-04")'
    grep -q '(holidays-unknown)' "$scratch/err" || fault "expected a warning of holidays"
}

# Told, and written as they were typed; the days off of a year are asked for once.
odd_deadlines_are_told() {
    printf 'Đơn vị,Trích yếu,Ngày,Thời hạn\nA,x,2031-01-04,31/2/2031\nB,y,2031-01-04,5 ngày làm việc\nC,z,2031-01-04,6 ngày làm việc\nD,t,2031-01-04,15/2/2031\nE,u,2031-01-04,trước ngày 12/01/2031\n' >"$work/lịch.csv"
    run vanban units track lịch.csv -o lịch-ra.csv
    [ "$status" = 0 ] && [ "$(grep -c '(holidays-unknown)' "$scratch/err")" = 1 ] || fault "expected one warning of holidays" || return 1
    grep -A1 '“31/2/2031” không có trong lịch (deadline-day)' "$scratch/err" | grep -q 'lịch.csv, dòng 2, cột 16' || fault "expected the place" || return 1
    diff -u - <(tr -d '\r' <"$work/lịch-ra.csv" | tail -n +2 | cut -d, -f2,8) <<'END'
B,10/01/2031
E,trước ngày 12/01/2031
C,13/01/2031
D,15/02/2031
A,31/2/2031
END
}

# In a batch as in one letter, and as the number book keeps them.
places_of_a_cell_stand_apart() {
    printf 'Mã,Kính gửi,Nơi nhận\n1,Sở Nội vụ; Sở Tài chính,Như trên; Sở Y tế;Lưu: VT\n' >"$work/nơi.csv"
    grep -v 'Kính gửi' "$work/thu.yaml" >"$work/chung.yaml"
    run vanban batch cong-van nơi.csv --data chung.yaml --name '{{ Mã }}' --out-dir nơi
    [ "$status" = 0 ] || fault "no letter" || return 1
    diff -u - <(vanban outline "$work/nơi/1.docx" | sed -n '/^Kính gửi/,/^- Sở Tài/p; /Nơi nhận/,/Lưu/p') <<'END'
Kính gửi:
- Sở Nội vụ;
- Sở Tài chính.
***Nơi nhận:***
- Như trên;
- Sở Y tế;
- Lưu: VT.
END
}

duties_are_tracked() {
    run vanban units track ban-ghi.jsonl --set 'Số=7' --set 'Ký hiệu=SNV-VP' --set 'Ngày=2026-05-21' -o out.csv
    [ "$status" = 0 ] || fault "not tracked" || return 1
    diff -u - <(tr -d '\r' <"$work/out.csv" | cut -d, -f2-9) <<'END'
Đơn vị,"Số, ký hiệu",Ngày ban hành,Nội dung,Chủ trì,Phối hợp,Thời hạn
UBND xã An Bình,07/SNV-VP,21/5/2026,Báo cáo,,,04/6/2026,
UBND phường Đông Sơn,07/SNV-VP,21/5/2026,Báo cáo,,,04/6/2026,
UBND xã Đá Bạc,07/SNV-VP,21/5/2026,Báo cáo,,,04/6/2026,
UBND xã Đá Bạc,07/SNV-VP,21/5/2026,Lập tổ,,,15/6/2026,
UBND xã An Bình,07/SNV-VP,21/5/2026,Giải trình,,,,
UBND phường Đông Sơn,07/SNV-VP,21/5/2026,Giải trình,,,,
END
    is_refused 2 usage-ending out.pdf vanban units track ban-ghi.jsonl -o out.pdf || return 1
    run vanban units track ban-ghi.jsonl --set 'Số=7' --set 'Ký hiệu=SNV-VP' --set 'Ngày=2026-05-21' -o out.xlsx
    [ "$status" = 0 ] || fault "no workbook" || return 1
    /usr/bin/python3 - "$work/out.xlsx" <<'END' || return 1
import datetime, openpyxl, sys
(sheet,) = openpyxl.load_workbook(sys.argv[1]).worksheets
rows = list(sheet.values)
assert rows[0] == ("STT", "Đơn vị", "Số, ký hiệu", "Ngày ban hành", "Nội dung", "Chủ trì", "Phối hợp", "Thời hạn", "Ngày báo cáo", "Kết quả", "Ghi chú"), rows[0]
assert rows[4][:5] == (4, "UBND xã Đá Bạc", "07/SNV-VP", datetime.datetime(2026, 5, 21), "Lập tổ"), rows[4]
assert rows[4][7:] == (datetime.datetime(2026, 6, 15), None, None, None) and rows[5][7] is None and len(rows) == 7, rows
END
    rm "$work/out.xlsx"
    printf '{"một":[{"Đơn vị":"A","Trích yếu":"x"}],"hai":[{"Đơn vị":"B","Trích yếu":"y"}]}' >"$work/hai-bang.json"
    is_refused 3 batch-tables 'một' vanban units track hai-bang.json -o x.csv || return 1
    run vanban units track hai-bang.json --records hai -o x.csv
    [ "$status" = 0 ] && grep -q '^1,B,' "$work/x.csv" || fault "not the second table"
}

# A batch that is made again keeps its letters only while the list of units is the same.
batches_look_at_the_list() {
    printf '{"Trích yếu":"một"}\n{"Trích yếu":"hai"}\n' >"$work/hai.jsonl"
    local batch=(vanban batch cong-van hai.jsonl --data thu.yaml --units danh-sach.csv --out-dir thu --name '{{ Trích yếu }}')
    cp "$work/danh mục.csv" "$work/danh-sach.csv"
    run "${batch[@]}"
    [ "$status" = 0 ] || fault "not made" || return 1
    run "${batch[@]}" --resume --json
    [ "$(grep -c '"outcome":"kept"' "$scratch/out")" = 2 ] || fault "expected two that are kept" || return 1
    echo '06,UBND xã Mới,xã,Miền núi,UBND tỉnh,,' >>"$work/danh-sach.csv"
    run "${batch[@]}" --resume --json
    [ "$(grep -c '"outcome":"made"' "$scratch/out")" = 2 ] || fault "expected two that are made again"
}

sample_is_as_expected() {
    sample_letters "$vanban" "$1" "$scratch/letters" >"$scratch/out" 2>"$scratch/err" || fault "$(cat "$scratch/err")" || return 1
    [ ! -s "$scratch/err" ] || ! grep -qE '^(lỗi|cảnh báo)' "$scratch/err" || fault "expected no problems" || return 1
    sample_letters_text "$vanban" "$scratch/letters" | diff -u "samples/$1/expected.txt" - || return 1
    find "$scratch/letters" -name '*X04*.docx' -exec cp {} "$documents/$1-letter.docx" \;
    cp "$scratch/letters/theo-doi.docx" "$documents/$1-sheet.docx"
}

check 'groups are chosen by name, level and day' groups_are_chosen
check 'units are listed as JSON' units_are_json
check 'wrong groups are refused' wrong_groups_are_refused
check 'a letter names each unit of a group' letters_name_each_unit
check 'a letter names the group as it is typed' letters_name_the_group
check 'figures and tasks are joined' figures_and_tasks_are_joined
check 'rows are found by what they have' rows_are_found_by_what_they_have
check 'sheets of an office are joined' sheets_of_an_office_are_joined
check 'rows of nobody, twice, without a column are refused' wrong_rows_are_refused
check 'deadlines are reckoned in working days' deadlines_are_reckoned
check 'places of one cell stand on lines of their own' places_of_a_cell_stand_apart
check 'odd deadlines are told' odd_deadlines_are_told
check 'duties are tracked by their days' duties_are_tracked
check 'a batch looks at the list of units' batches_look_at_the_list
for name in $(sample_series); do
    check "$name is as expected" sample_is_as_expected "$name"
done
finish
