#!/usr/bin/env bash
# Many documents: records of every kind of file, names, failures that stay alone, the manifest and its proof, parts of a batch
# made apart, kill -9 and going on, SIGTERM, full disks. Called with the path of a vanban to test.
. "$(dirname "$0")/lib/disk.sh"
. "$(dirname "$0")/lib/command.sh"
. tests/lib/batch.sh

# tells: standard error is exactly what is read from standard input.
tells() {
    diff -u - "$scratch/err" || fault "told something else"
}

has_files() {
    diff <(printf '%s\n' "${@:2}") <(ls "$work/$1") || fault "other files in $1"
}

# ---- records ----

outlines() {
    local file
    for file in "$work/$1"/*.docx; do
        "$vanban" outline "$file"
    done
}

records_come_from_any_file() {
    local kind
    for kind in csv json jsonl xlsx db; do
        batch "ban-ghi.$kind" "tu-$kind" && ends 0 || return 1
        has_files "tu-$kind" T1.docx T2.docx T3.docx manifest.jsonl || return 1
        diff <(outlines tu-csv) <(outlines "tu-$kind") || fault "documents of $kind differ" || return 1
    done
}

# The beginning tells what they are.
records_come_from_standard_input() {
    local kind
    for kind in csv json jsonl xlsx; do
        (cd "$work" && "${letters[@]}" - --out-dir "vao-$kind" <"ban-ghi.$kind") >"$scratch/out" 2>"$scratch/err" || fault "$kind" || return 1
        diff <(outlines tu-csv) <(outlines "vao-$kind") || fault "documents of $kind differ" || return 1
    done
}

a_list_in_yaml_is_a_table() {
    printf -- '- {Mã: A, Kính gửi: Ban A}\n- {Mã: B, Kính gửi: Ban B}\n' >"$work/danh-sach.yaml"
    batch danh-sach.yaml danh-sach && ends 0 && has_files danh-sach A.docx B.docx manifest.jsonl
}

the_table_is_named() {
    printf '{"a":[{"Mã":"A","Kính gửi":"Ban A"}],"b":[{"Mã":"B","Kính gửi":"Ban B"}]}' >"$work/hai.json"
    is_refused 3 batch-tables '“a”, “b”' "${letters[@]}" hai.json --out-dir hai &&
        is_refused 3 batch-no-table 'Các bảng của tệp: “a”, “b”' "${letters[@]}" hai.json --out-dir hai --records c &&
        is_refused 3 batch-no-records chung.yaml "${letters[@]}" chung.yaml --out-dir hai &&
        is_refused 3 batch-no-records chung.yaml "${letters[@]}" chung.yaml --out-dir hai --records a &&
        batch hai.json hai --records b && ends 0 && has_files hai B.docx manifest.jsonl
}

# A SQLite file may be asked for its records; a table without rows has its columns.
asked_database() {
    /usr/bin/python3 - "$work/hoi.db" <<'PYTHON'
import sqlite3
import sys

database = sqlite3.connect(sys.argv[1])
database.execute('CREATE TABLE thon (ma TEXT, "Số" INTEGER, nhom TEXT)')
database.execute("CREATE TABLE trong (ma TEXT, ghi TEXT)")
database.executemany("INSERT INTO thon VALUES (?, ?, ?)", [("T1", 1, "A"), ("T2", -2, "A"), ("T3", 3, "B")])
database.commit()
PYTHON
}

records_are_asked_in_sql() {
    asked_database
    batch hoi.db hoi --records 'SELECT nhom AS "Mã", group_concat(thon.ma) AS "Kính gửi" FROM thon LEFT JOIN trong ON trong.ma = thon.ma GROUP BY nhom' &&
        ends 0 && has_files hoi A.docx B.docx manifest.jsonl || return 1
    outlines hoi >"$scratch/told"
    grep -qx 'Kính gửi: T1,T2' "$scratch/told" || fault "$(cat "$scratch/told")" || return 1
    batch hoi.db hoi-dau --records $'SELECT ma AS "Mã", ma AS "Kính gửi" FROM thon WHERE \'ã\' = \'a\xcc\x83\'' &&
        ends 0 && has_files hoi-dau T1.docx T2.docx T3.docx manifest.jsonl || return 1
    batch hoi.db hoi-sai --records 'select ma as "Mã", ma as "Kính gửi", "Số" from thon'
    ends 1 && has_files hoi-sai T1.docx T3.docx failed.jsonl manifest.jsonl && grep -q '^  ở: hoi.db, SELECT, hàng 2, cột 3$' "$scratch/err" ||
        fault 'expected the row'
}

a_query_only_reads() {
    is_refused 4 sql 'no such column: mã_' "${letters[@]}" hoi.db --out-dir q --records 'SELECT mã_ FROM thon' &&
        is_refused 4 sql-refused random "${letters[@]}" hoi.db --out-dir q --records 'SELECT random() AS "Mã"' &&
        is_refused 4 sql-refused hoi.db "${letters[@]}" hoi.db --out-dir q --records 'WITH a AS (SELECT 1) DELETE FROM thon' &&
        is_refused 3 batch-no-records hoi.db "${letters[@]}" hoi.db --out-dir q --records 'SELECT * FROM trong' &&
        is_refused 3 batch-no-table 'SELECT' "${letters[@]}" ban-ghi.csv --out-dir q --records 'SELECT * FROM thon'
}

the_record_wins() {
    printf '{"Mã":"A","Kính gửi":"Ban A","Trích yếu":"việc riêng"}\n{"Mã":"B","Kính gửi":"Ban B"}\n' >"$work/rieng.jsonl"
    batch rieng.jsonl rieng --set 'Người ký=Lê Thị Mai' && ends 0 || return 1
    outlines rieng >"$scratch/told"
    [ "$(grep -cE '^V/v (việc riêng|rà soát hồ sơ trực tuyến)$' "$scratch/told")" = 2 ] &&
        [ "$(grep -c 'Lê Thị Mai' "$scratch/told")" = 2 ] || fault "$(cat "$scratch/told")"
}

what_is_set_wins_over_the_record() {
    batch rieng.jsonl dat --set 'Trích yếu=việc chung' && ends 0 || return 1
    outlines dat >"$scratch/told"
    [ "$(grep -c '^V/v việc chung$' "$scratch/told")" = 2 ] || fault "$(cat "$scratch/told")"
}

# A table as an office has it: columns of its own, a title, a total and who signs below it.
office_table() {
    printf 'DANH SÁCH THÔN,,,\nSTT,Mã,%s,Ghi chú\n1,T1,Ban A,\n2,T2,Ban B,gấp\n,Tổng cộng: 2 thôn,,\n,,Người lập,\n' "$1" >"$work/van-phong.csv"
}

columns_of_nobody_are_told_once() {
    office_table 'Kính gửi'
    batch van-phong.csv van-phong
    ends 0 && tells <<'END' && has_files van-phong T1.docx T2.docx manifest.jsonl
Đã tạo 2 văn bản, giữ nguyên 0, lỗi 0: van-phong
lưu ý: Không đọc 2 hàng cuối của bảng “van-phong” vì không phải dữ liệu: “Tổng cộng: 2 thôn” (rows-below)
  ở: van-phong.csv, dòng 5, cột 2
    ,Tổng cộng: 2 thôn,,
     ^^^^^^^^^^^^^^^^^
  gợi ý: Xem lại nếu đó là một hàng dữ liệu còn thiếu ô.
lưu ý: Bảng “van-phong” có cột mẫu không dùng đến: Ghi chú (columns-unread)
  ở: van-phong.csv
  gợi ý: Cột nào mẫu cần dùng thì sửa tên cột cho đúng; xem tên bằng lệnh vanban fields.
END
}

# Nearly the name of a field that nothing gives: no column of its own.
a_mistyped_column_fails() {
    local column
    for column in 'Kính gởi' 'Kính gửi đơn vị' 'Nơi nhận / Kính gửi'; do
        office_table "$column"
        batch van-phong.csv sai-cot --force --jobs 1
        ends 1 && [ "$(grep -c "Mẫu không có trường “$column”" "$scratch/err")" = 2 ] &&
            grep -q 'có phải “Kính gửi”' "$scratch/err" && grep -q 'ở: van-phong.csv, dòng 3' "$scratch/err" ||
            fault "expected $column to be told" || return 1
    done
}

# Which record comes first does not decide what is a column of nobody.
mistyped_in_one_record_is_no_column() {
    local order
    printf '%s\n' '{"Mã":"A","Kính gửi":"Ban A","Cơ quan chủ quản":"SỞ A","Cơ quan chủ qủan":"SỞ B"}' \
        '{"Mã":"B","Kính gửi":"Ban B","Cơ quan chủ qủan":"SỞ B"}' '{"Mã":"C","Kính gửi":"Ban C"}' >"$work/cu.jsonl"
    tac "$work/cu.jsonl" >"$work/nguoc.jsonl"
    for order in cu nguoc; do
        batch "$order.jsonl" mot-ban-ghi --force
        ends 1 && has_files mot-ban-ghi C.docx failed.jsonl manifest.jsonl &&
            [ "$(grep -c 'có phải “Cơ quan chủ quản”' "$scratch/err")" = 2 ] || fault "$order" || return 1
    done
}

columns_inside_are_told_too() {
    printf '{"Mã":"A","don_vi":{"ten":"Ban A","x":1},"so_lieu":{"Tiếp nhận":12,"Ghi chú":"tạm"},"nhiem_vu":[{"TT":1,"Nội dung":"Báo cáo","Ghi chú":"gấp"}]}\n' >"$work/trong.jsonl"
    run vanban batch cong-van-chi-dao trong.jsonl --data chung.yaml --set 'Lời kết=Đề nghị thực hiện.' --name '{{ Mã }}' --out-dir trong
    ends 0 && [ "$(grep -o 'Bảng .*(columns-unread)' "$scratch/err")" = 'Bảng “Đơn vị” có cột mẫu không dùng đến: x (columns-unread)
Bảng “Số liệu” có cột mẫu không dùng đến: Ghi chú (columns-unread)
Bảng “Nhiệm vụ” có cột mẫu không dùng đến: Ghi chú (columns-unread)' ] || fault "expected three notes"
}

# Of two forms each gets what is its own, and what neither asks for is told once.
columns_of_two_forms() {
    printf 'Mã,Kính gửi,Nơi nhận,Ghi chú\nT1,Ban A,Như trên,x\n' >"$work/hai-mau.csv"
    run vanban batch cong-van thong-bao hai-mau.csv --data chung.yaml --set 'cong-van.Ký hiệu=UBND-VP' --set 'thong-bao.Ký hiệu=TB-UBND' \
        --name '{{ Mã }} {{ mẫu }}' --out-dir hai-mau
    ends 0 && [ "$(grep -c '(columns-unread)' "$scratch/err")" = 1 ] && grep -q 'không dùng đến: Ghi chú (' "$scratch/err" ||
        fault "expected one note"
}

what_is_for_one_form_stays_with_it() {
    /usr/bin/python3 - "$work" <<'EOF'
import sys
sys.path.insert(0, "tests/lib")
import small_package
for name in "mot", "hai":
    small_package.write(f"{sys.argv[1]}/{name}.docx", small_package.parts(small_package.document("{{ Số liệu.Đã xong }}/{{ Số liệu.Tổng số }}")))
EOF
    printf '{"mã":"A","Số liệu":{"Đã xong":1,"Tổng số":5},"mot":{"Số liệu":{"Đã xong":3}}}\n' >"$work/chung-rieng.jsonl"
    run vanban batch mot.docx hai.docx chung-rieng.jsonl --name '{{ mẫu }}' --out-dir chung-rieng
    ends 0 && [ "$(outlines chung-rieng | grep /)" = '1/5
3/5' ] || fault "$(outlines chung-rieng)"
}

columns_are_mapped() {
    office_table 'Nơi đến'
    printf 'cột:\n  Nơi đến: Kính gửi\n  Ghi chú:\n' >"$work/anh-xa.yaml"
    batch van-phong.csv anh-xa --map anh-xa.yaml
    ends 0 && ! grep -q '(columns-unread)' "$scratch/err" || fault "expected nothing to be left" || return 1
    outlines anh-xa >"$scratch/told"
    grep -qx 'Kính gửi: Ban A' "$scratch/told" || fault "not mapped"
}

# A column of the map, and a heading that tells where the table begins, may be of either form.
columns_are_mapped_to_any_form() {
    local forms
    /usr/bin/python3 - "$work" <<'EOF'
import sys
sys.path.insert(0, "tests/lib")
import small_package
small_package.write(sys.argv[1] + "/phieu.docx", small_package.parts(small_package.document("{{ Việc riêng }}")))
EOF
    printf 'DANH SÁCH THÔN,,\nMã,Nơi đến,Việc\nT1,Ban A,Rà soát\n' >"$work/hai-anh-xa.csv"
    printf 'cột:\n  Nơi đến: Kính gửi\n  Việc: Việc riêng\n' >"$work/hai-anh-xa.yaml"
    for forms in 'cong-van phieu.docx' 'phieu.docx cong-van'; do
        # shellcheck disable=SC2086
        run vanban batch $forms hai-anh-xa.csv --data chung.yaml --map hai-anh-xa.yaml --name '{{ mẫu }}' --out-dir hai-anh-xa --force
        ends 0 && [ "$(outlines hai-anh-xa | grep -E '^(Kính gửi: Ban A|Rà soát)$')" = 'Kính gửi: Ban A
Rà soát' ] || fault "not mapped: $forms" || return 1
    done
    printf 'cột:\n  Việc: Việc chung\n' >"$work/hai-anh-xa.yaml"
    is_refused 3 map-field '“Việc chung”' vanban batch cong-van phieu.docx hai-anh-xa.csv --map hai-anh-xa.yaml --name '{{ mẫu }}' --out-dir x
}

# "Địa chỉ" is near a field only by what that is called inside of the form.
columns_with_marks_are_no_names() {
    printf 'Mã,Kính gửi,Địa chỉ\nT1,Ban A,Thôn Đông\n' >"$work/dia-chi.csv"
    batch dia-chi.csv dia-chi
    ends 0 && grep -q 'không dùng đến: Địa chỉ (columns-unread)' "$scratch/err" || fault "expected a note"
}

blank_cells_leave_what_is_common() {
    printf 'Mã,Kính gửi,Người ký\nT1,Ban A,\nT2,Ban B,Lê Thị Mai\n' >"$work/trong-o.csv"
    batch trong-o.csv trong-o && ends 0 || return 1
    outlines trong-o >"$scratch/told"
    [ "$(grep -E '^\*\*(Trần|Lê)' "$scratch/told")" = '**Trần Văn Hòa**
**Lê Thị Mai**' ] || fault "$(cat "$scratch/told")"
}

# ---- names ----

names_are_safe() {
    /usr/bin/python3 tests/lib/names.py write "$work/ten.jsonl"
    batch ten.jsonl ten
    ends 1 && /usr/bin/python3 tests/lib/names.py compare "$work/ten" || return 1
    [ "$(grep -c '"batch-name"' "$work/ten/failed.jsonl")" = 3 ] || fault "expected three names that cannot be"
}

long_names_are_shown_short() {
    printf 'Mã,Kính gửi\n%s,Ban A\n' "$(printf 'đ%.0s' $(seq 150))" >"$work/ten-dai.csv"
    batch ten-dai.csv ten-dai
    ends 1 && grep -q "“đ\{60\}…” không dùng làm tên tệp được" "$scratch/err" || fault "expected the beginning of the name"
}

# All that are alike, not only the first two.
same_names_are_all_told() {
    printf 'Mã,Kính gửi\nA,Ban A\nB,Ban B\nA,Ban C\nB,Ban D\n' >"$work/trung-nhieu.csv"
    run "${letters[@]}" trung-nhieu.csv --out-dir trung-nhieu
    ends 3 && [ "$(grep -o 'Bản ghi . và .' "$scratch/err")" = 'Bản ghi 1 và 3
Bản ghi 2 và 4' ] || fault "expected two pairs"
}

names_differ_in_more_than_case() {
    printf 'Mã,Kính gửi\nAn Bình,Ban\nAN  bình,Ban\n' >"$work/trung.csv"
    is_refused 3 batch-same-name 'Bản ghi 1 và 2' "${letters[@]}" trung.csv --out-dir trung &&
        is_refused 3 batch-same-key 'khóa “Ban”' vanban batch cong-van trung.csv --data chung.yaml --out-dir trung \
            --name '{{ Mã }} {{ stt }}' --key '{{ Kính gửi }}'
}

accents_tell_names_apart() {
    printf 'Mã,Kính gửi\nHoa,Ban A\nHòa,Ban B\nHóa,Ban C\n' >"$work/dau.csv"
    batch dau.csv dau && ends 0 && [ "$(find "$work/dau" -name '*.docx' | wc -l)" = 3 ] || fault "$(ls "$work/dau")"
}

# ---- failures ----

a_bad_record_fails_alone() {
    printf 'Mã,Kính gửi,Ngày\nT1,Ban A,2026-05\nT2,Ban B,hôm qua\n,Ban C,\nT4,Ban D,2026-06\n' >"$work/hong.csv"
    batch hong.csv hong --jobs 1
    ends 1 && tells <<'END' || return 1
Bản ghi 3:
lỗi: “” không dùng làm tên tệp được (batch-name)
  gợi ý: Sửa mẫu tên trong --name, hoặc dữ liệu của bản ghi; tên dài nhất 200 byte, dài hơn thì rút gọn: {{ Trích yếu | rút gọn(60) }}.
Bản ghi 2, T2.docx:
lỗi: “Ngày” phải là ngày, không phải “hôm qua” (wants-date)
  ở: hong.csv, dòng 3, cột 10
    T2,Ban B,hôm qua
             ^^^^^^^
  gợi ý: Viết năm-tháng-ngày 2023-05-04, ngày/tháng/năm 04/5/2023, hoặc 2023-05 khi chưa có ngày. Ví dụ: Ngày: 2023-05
Đã tạo 2 văn bản, giữ nguyên 0, lỗi 2: hong
lỗi: 2 trong 4 văn bản không tạo được (batch-failed)
  gợi ý: Lỗi của từng văn bản ghi trong hong/failed.jsonl; sửa dữ liệu rồi chạy lại với --resume.
END
    has_files hong T1.docx T4.docx failed.jsonl manifest.jsonl || return 1
    grep -qE '^\{"outcome":"failed","key":"T2.docx","path":"T2.docx","record":2,"problems":\[\{"severity":"error"' \
        "$work/hong/failed.jsonl" || fault "$(cat "$work/hong/failed.jsonl")"
}

a_record_put_right_is_made() {
    sed -i 's/hôm qua/2026-05/; s/^,Ban C,/T3,Ban C,2026-06/' "$work/hong.csv"
    batch hong.csv hong --resume
    ends 0 && tells <<'END' && has_files hong T1.docx T2.docx T3.docx T4.docx manifest.jsonl
Đã tạo 2 văn bản, giữ nguyên 2, lỗi 0: hong
END
}

many_failures_are_counted() {
    { echo 'Mã,Kính gửi,Ngày' && for i in $(seq 25); do echo "T$i,Ban A,sai"; done; } >"$work/nhieu.csv"
    batch nhieu.csv nhieu
    ends 1 && [ "$(grep -c '^Bản ghi' "$scratch/err")" = 10 ] && grep -qx '… và 15 văn bản lỗi nữa' "$scratch/err" ||
        fault "expected ten failures in words" || return 1
    batch ban-ghi.csv cung-loi --set 'Ngày=sai' --jobs 1
    ends 1 && [ "$(grep -c '(wants-date)' "$scratch/err") $(grep -cx 'như trên' "$scratch/err")" = '1 2' ] ||
        fault "expected one failure and the same twice"
}

failures_may_stop_it() {
    batch nhieu.csv it --jobs 1 --max-failures 3
    ends 1 && grep -q '(batch-stopped)' "$scratch/err" && [ "$(wc -l <"$work/it/failed.jsonl")" = 3 ] ||
        fault "expected three failures" || return 1
    printf 'Mã,Kính gửi\n,Ban A\nT2,Ban B\n' >"$work/khong-ten.csv"
    batch khong-ten.csv khong-ten --max-failures 1
    ends 1 && has_files khong-ten failed.jsonl manifest.jsonl
}

# A day without a number, in five letters: the first are told in words.
warnings_are_told() {
    { echo 'Mã,Kính gửi,Ngày' && for i in $(seq 5); do echo "T$i,Ban A,2026-05-0$i"; done; } >"$work/nhac.csv"
    batch nhac.csv nhac --jobs 1
    ends 0 && [ "$(grep -E '^(Bản ghi|cảnh báo|…|Đã tạo)' "$scratch/err" | cut -d' ' -f1-4)" = 'Bản ghi 1, T1.docx:
cảnh báo: Đã ghi
Bản ghi 2, T2.docx:
cảnh báo: Đã ghi
Bản ghi 3, T3.docx:
cảnh báo: Đã ghi
… và 2 văn
Đã tạo 5 văn' ] || fault "expected three in words and two counted"
}

json_has_a_line_for_each() {
    printf 'Mã,Kính gửi\nT1,Ban A\n,Ban C\n' >"$work/hai.csv"
    batch hai.csv dong --json --jobs 1
    ends 1 && [ "$(cut -d, -f1,2 "$scratch/out")" = "$(printf '{"outcome":"%s","key":"%s"\n' failed '#2' made T1.docx)" ] ||
        fault "lines differ"
}

# Drawn over and over in one line, which what comes behind it clears.
progress_is_shown_on_a_terminal() {
    local command="vanban batch cong-van nhieu-thon.csv --data chung.yaml --name '{{ Mã }}' --out-dir"
    run script -qec "$command thanh" /dev/null
    ends 0 && grep -qE $'\r\e\\[K\\[#*-*\\] [0-9]+/40 văn bản, [0-9]+/giây, còn [0-9]+ giây\r' "$scratch/out" || fault "expected a bar" || return 1
    grep -qE $'\r\e\\[K\\[#{10}\\] 40/40 văn bản, [0-9]+/giây, còn 0 giây\r\e\\[KĐã tạo 40 văn bản' "$scratch/out" || fault "expected its end" || return 1
    run script -qec "$command thanh-json --json" /dev/null
    ends 0 && [ "$(grep -c '"outcome":"made"' "$scratch/out")" = 40 ] && ! grep -q 'giây' "$scratch/out" ||
        fault "expected lines for programs alone"
}

# ---- manifest ----

a_batch_is_not_made_over_another() {
    is_refused 5 batch-there mot/manifest.jsonl "${letters[@]}" ban-ghi.csv --out-dir mot
}

the_manifest_proves_the_folder() {
    batch ban-ghi.csv mot && ends 0 || return 1
    run "${letters[@]}" ban-ghi.csv --out-dir mot --plan
    ends 0 && cp "$scratch/out" "$work/ke-hoach.jsonl" || return 1
    run vanban manifest verify mot ke-hoach.jsonl
    ends 0 && [ ! -s "$scratch/err" ]
}

# finds TEXT: manifest verify tells exactly that.
finds() {
    run vanban manifest verify mot ke-hoach.jsonl
    ends 1 && [ "$(grep '^lỗi' "$scratch/err")" = "$1" ] || fault "expected $1"
}

what_is_wrong_with_a_folder_is_found() {
    mv "$work/mot/T2.docx" "$work/giu.docx"
    finds 'lỗi: T2.docx không còn hoặc đã thay đổi so với lúc tạo (manifest-changed)' || return 1
    mkfifo "$work/mot/T2.docx" # nobody writes into it
    finds 'lỗi: T2.docx không còn hoặc đã thay đổi so với lúc tạo (manifest-changed)' || return 1
    rm "$work/mot/T2.docx"
    echo >>"$work/giu.docx" && cp "$work/giu.docx" "$work/mot/T2.docx"
    finds 'lỗi: T2.docx không còn hoặc đã thay đổi so với lúc tạo (manifest-changed)' || return 1
    cp "$work/mot/T1.docx" "$work/mot/T9.docx"
    batch ban-ghi.csv mot --resume && ends 0 || return 1
    finds 'lỗi: T9.docx không thuộc đợt văn bản này (manifest-extra)' || return 1
    rm "$work/mot/T9.docx" "$work/mot/T3.docx" && sed -i '/T3/d' "$work/mot/manifest.jsonl"
    finds 'lỗi: Chưa có văn bản “T3.docx” (T3.docx) (manifest-missing)' || return 1
    batch ban-ghi.csv mot --resume && ends 0 && run vanban manifest verify mot ke-hoach.jsonl && ends 0
}

# Same data, then other data in one record, then other options.
resume_makes_what_changed() {
    batch ban-ghi.csv mot --resume && ends 0 && grep -q 'Đã tạo 0 văn bản, giữ nguyên 3' "$scratch/err" || fault "made again" || return 1
    sed 's/số 2/số hai/' "$work/ban-ghi.csv" >"$work/sua.csv"
    batch sua.csv mot --resume && ends 0 && grep -q 'Đã tạo 1 văn bản, giữ nguyên 2' "$scratch/err" || fault "not one" || return 1
    batch sua.csv mot --resume --numbers plain && ends 0 && grep -q 'Đã tạo 3 văn bản' "$scratch/err" || fault "not all"
}

# What another batch is about to rename is not its to remove.
others_keep_their_temporaries() {
    local own=(.T1.docx.vanban-aB3dE6 .manifest.jsonl.vanban-aB3dE6) others=(.T7.docx.vanban-aB3dE6 ..vanban-aB3dE6 .l.vanban-aB3dE6)
    touch "${own[@]/#/$work/mot/}" "${others[@]/#/$work/mot/}"
    batch ban-ghi.csv mot --resume && ends 0 || return 1
    [ "$(find "$work/mot" -name '.*' -type f -printf '%f\n' | sort)" = "$(printf '%s\n' "${others[@]}" | sort)" ] ||
        fault "removed others" || return 1
    rm "${others[@]/#/$work/mot/}"
}

# makes_once COMMAND...: documents that are kept when it runs again.
makes_once() {
    run "$@"
    ends 0 && grep -q 'Đã tạo 3 văn bản, giữ nguyên 0' "$scratch/err" || fault "not made" || return 1
    run "$@"
    ends 0 && grep -q 'Đã tạo 0 văn bản, giữ nguyên 3' "$scratch/err" || fault "made again"
}

another_form_makes_other_documents() {
    local own=(vanban batch mau-rieng ban-ghi.csv --data chung.yaml --name '{{ Mã }}' --out-dir theo-mau --resume)
    cp -r "$root/templates/cong-van" "$work/mau-rieng"
    sed -i 's/^form: cong-van/form: mau-rieng/' "$work/mau-rieng/form.yaml"
    makes_once "${own[@]}" || return 1
    sed -i 's|<?fragment trang?>|<w:p><w:r><w:t>Bản lưu</w:t></w:r></w:p>&|' "$work/mau-rieng/document.xml"
    run "${own[@]}"
    ends 0 && grep -q 'Đã tạo 3 văn bản, giữ nguyên 0' "$scratch/err" || fault "not made again" || return 1
    outlines theo-mau | grep -cx 'Bản lưu' | grep -qx 3 || fault "of the old form"
}

# Deadlines in working days are reckoned by it.
other_holidays_make_other_documents() {
    local own=(env VANBAN_TEMPLATES=cac-mau vanban batch cong-van ban-ghi.csv --data chung.yaml --name '{{ Mã }}' --out-dir theo-lich --resume)
    mkdir "$work/cac-mau"
    cp -r "$root"/templates/{cong-van,frame,standard} "$work/cac-mau"
    makes_once "${own[@]}" || return 1
    sed -i 's/^fixed:/&\n  - {month: 7, day: 9, name: Ngày nghỉ của tỉnh}/' "$work/cac-mau/standard/ngay-nghi.yaml"
    run "${own[@]}"
    ends 0 && grep -q 'Đã tạo 3 văn bản, giữ nguyên 0' "$scratch/err" || fault "not made again"
}

# A file of the form is another one where it is moved to.
what_is_moved_is_another_file() {
    local own=(vanban batch mau-xep ban-ghi.csv --data chung.yaml --name '{{ Mã }}' --out-dir theo-xep --resume)
    cp -r "$root/templates/cong-van" "$work/mau-xep"
    sed -i 's/^form: cong-van/form: mau-xep/' "$work/mau-xep/form.yaml"
    mkdir "$work/mau-xep/ghi-chu"
    echo x | tee "$work/mau-xep/ghi-chu/a.txt" >"$work/mau-xep/ghi-chu/b.txt"
    run "${own[@]}"
    mv "$work/mau-xep/ghi-chu/b.txt" "$work/mau-xep/h.txt"
    run "${own[@]}"
    ends 0 && grep -q 'Đã tạo 3 văn bản, giữ nguyên 0' "$scratch/err" || fault "not made again" || return 1
    mv "$work/mau-xep/h.txt" "$work/mau-xep/ghi-chu/h.txt"
    run "${own[@]}"
    ends 0 && grep -q 'Đã tạo 3 văn bản, giữ nguyên 0' "$scratch/err" || fault "not made a third time"
}

a_plan_makes_nothing() {
    batch ban-ghi.csv chua-co --plan
    ends 0 && [ ! -e "$work/chua-co" ] && [ "$(wc -l <"$scratch/out")" = 3 ] && [ ! -s "$scratch/err" ] || fault "expected three lines"
}

workers_make_the_same_bytes() {
    local jobs
    for jobs in 1 2 4; do
        batch nhieu-thon.csv "tho-$jobs" --jobs "$jobs" && ends 0 || return 1
    done
    same_batch tho-1 tho-2 && same_batch tho-1 tho-4
}

# One worker and the thread that gives the documents their names.
a_worker_for_each_processor_that_may_be_used() {
    local pid threads
    begin taskset -c "$(taskset -cp $$ | sed 's/.*: //; s/[,-].*//')" "${letters[@]}" dai.csv --out-dir mot-nhan "${warned[@]}"
    appears 'mot-nhan/T*.docx'
    threads=$(awk '/^Threads:/ { print $2 }' "/proc/$pid/status")
    tell_to_stop
    await
    [ "$threads" = 2 ] || fault "$threads threads"
}

parts_are_one_batch() {
    local part
    for part in 1 2 3; do
        [ "$part" = 1 ] || is_refused 1 manifest-part "manifest-$part-of-3.jsonl" vanban manifest merge phan || return 1
        batch nhieu-thon.csv phan --shard "$part/3" && ends 0 || return 1
    done
    printf '{"key":"x","path":"y' >"$work/phan/manifest-1-of-2.jsonl"
    is_refused 1 manifest-sets manifest-1-of-3.jsonl vanban manifest merge phan && rm "$work/phan/manifest-1-of-2.jsonl" || return 1
    touch "$work/phan/manifest-1-of-4000000000.jsonl" "$work/phan/manifest-1-of-2.jsonl.bak"
    is_refused 1 manifest-unmerged 'vanban manifest merge phan' vanban manifest verify phan || return 1
    run vanban manifest merge phan && ends 0 && rm "$work/phan"/manifest-*-of-* && same_batch tho-1 phan &&
        is_refused 1 manifest-no-parts tho-1 vanban manifest merge tho-1
}

names_differ_in_all_parts() {
    printf 'Mã,Tên tệp,Kính gửi\nA,giong,Một\nB,giong,Hai\nC,Giong,Ba\n' >"$work/giong.csv"
    local part
    for part in 1 2 3; do
        is_refused 3 batch-same-name giong.docx vanban batch cong-van --data chung.yaml giong.csv --out-dir giong \
            --name '{{ Tên tệp }}' --key '{{ Mã }}' --resume --shard "$part/3" || return 1
    done
}

a_part_cut_short_is_not_merged() {
    batch nhieu-thon.csv cat --shard 1/2 && batch nhieu-thon.csv cat --shard 2/2 && ends 0 || return 1
    truncate -s -9 "$work/cat/manifest-1-of-2.jsonl"
    is_refused 1 manifest-unfinished manifest-1-of-2.jsonl vanban manifest merge cat || return 1
    batch nhieu-thon.csv cat --shard 1/2 --resume && run vanban manifest merge cat && ends 0
}

wrong_calls_are_refused() {
    local part
    for part in 0/3 4/3 1/0 1 a/b 1/2/3 -1/2; do
        is_refused 2 usage-value "$part" "${letters[@]}" ban-ghi.csv --out-dir x --shard="$part" || return 1
    done
    is_refused 2 usage-batch '' vanban batch cong-van ban-ghi.csv --name a &&
        is_refused 2 usage-value 0 "${letters[@]}" ban-ghi.csv --out-dir x --jobs 0 &&
        is_refused 5 cannot-read khong.csv "${letters[@]}" khong.csv --out-dir x || return 1
    (cd "$work" && vanban pack cong-van -o 1.docx)
    is_refused 2 usage-same-file 1.docx vanban batch 1.docx ban-ghi.csv --data chung.yaml --out-dir . --name "{{ stt }}" --force
}

# ---- crashes ----

# Killed at random many times; whenever one comes to its end the folder is as if nothing had happened.
kills_leave_no_trace() {
    local kills=0 whole=0 begun pid longest
    takes batch it-thon.csv yen --jobs 2 && ends 0 || return 1
    begun=$SECONDS
    while [ "$kills" -lt 20 ] || { [ "$kills" -lt 200 ] && [ $((SECONDS - begun)) -lt 12 ]; }; do
        kill_run "${letters[@]}" it-thon.csv --out-dir giet --jobs 2 --resume && is_whole_in_peace || return 1
    done
    echo "# killed $kills times, came to its end $whole times" >&3
    batch it-thon.csv giet --resume && ends 0 && no_temporaries giet && same_batch yen giet
}

# Killed when it has written behind a line that was cut short: what the journal tells is still believed.
cut_journals_are_mended() {
    local size at pid
    size=$(stat -c %s "$work/yen/manifest.jsonl")
    for at in 0 1 $((size / 2)) $((size - 1)); do
        rm -rf "$work/cat"
        mkdir "$work/cat"
        head -c "$at" "$work/yen/manifest.jsonl" >"$work/cat/manifest.jsonl"
        begin "${letters[@]}" dai.csv --out-dir cat --resume
        appears cat/T5.docx
        kill -9 "$pid"
        await
        batch it-thon.csv cat --resume && ends 0 && cmp "$work/yen/manifest.jsonl" "$work/cat/manifest.jsonl" || return 1
    done
}

a_reader_that_goes_leaves_no_temporaries() {
    local pid
    records 200 >"$work/hai-tram.csv"
    begin bash -c 'exec "$@" >&2' - "${letters[@]}" hai-tram.csv --out-dir ong --json --jobs 2
    appears 'ong/T*.docx'
    await_unread
    ends 141 && no_temporaries ong || return 1
    batch hai-tram.csv ong --resume && ends 0 && [ "$(find "$work/ong" -name '*.docx' | wc -l)" = 200 ]
}

a_signal_that_is_ignored_stays_so() {
    local pid
    begin bash -c 'trap "" INT && exec "$@"' - "${letters[@]}" dai.csv --out-dir dieu
    appears 'dieu/T*.docx'
    kill -INT "$pid"
    await
    ends 0 && [ "$(find "$work/dieu" -name '*.docx' | wc -l)" = 2000 ] || fault "$(find "$work/dieu" | wc -l)"
}

SIGTERM_finishes_what_is_begun() {
    local pid
    begin "${letters[@]}" dai.csv --out-dir dung --jobs 2 "${warned[@]}"
    appears 'dung/T*.docx'
    tell_to_stop
    await
    ends 1 && grep -qE '^lỗi: Dừng khi đã xong [0-9]+ trong 2000 văn bản \(batch-stopped\)' "$scratch/err" ||
        fault "expected to be stopped" || return 1
    no_temporaries dung && [ "$(find "$work/dung" -name 'T*.docx' | wc -l)" = "$(wc -l <"$work/dung/manifest.jsonl")" ] &&
        run vanban manifest verify dung && ends 0
}

a_second_signal_leaves_no_temporaries() {
    local pid i
    for i in 1 2 3 4 5 6 7 8; do
        rm -rf "$work/hai-lan"
        begin "${letters[@]}" dai.csv --out-dir hai-lan --jobs 2
        appears hai-lan/manifest.jsonl
        sleep "0.0$i"
        tell_to_stop
        kill -TERM "$pid"
        await
        ends 143 && no_temporaries hai-lan || return 1
    done
}

# On a terminal the first says what a second does. Nothing comes out of that until it has come.
a_first_signal_says_what_a_second_does() {
    local pid
    cat >"$work/flow.py" <<'END'
import os, sys, termios
termios.tcflow(os.open(sys.argv[2], os.O_RDWR | os.O_NOCTTY), getattr(termios, "TCO" + sys.argv[1]))
END
    begin bash -c 'exec script -qec "$1" /dev/null >&2' - "tty >noi; /usr/bin/python3 flow.py OFF \$(tty); echo \$\$ >ma; exec ${letters[*]@Q} dai.csv --out-dir o-noi"
    appears 'o-noi/T*.docx'
    tell_to_stop "$(cat "$work/ma")"
    (cd "$work" && /usr/bin/python3 flow.py ON "$(cat noi)")
    await
    ends 1 && grep -q $'\r\e\\[KĐang làm nốt những văn bản dở dang; muốn dừng ngay thì bấm Ctrl-C lần nữa\r$' "$scratch/err" || fault "expected to be told"
}

# ---- disks ----

# What is told is there, nothing half.
a_full_disk_loses_nothing() {
    local disk=$work/dia
    make_disk "$disk" 120k || return 1
    batch nhieu-thon.csv dia/thu
    local full=$status
    cp "$scratch/err" "$scratch/told"
    find "$disk" -name '.*.vanban-*' >"$scratch/left"
    grow_disk "$disk" 4m
    run vanban manifest verify dia/thu
    local verified=$status
    batch nhieu-thon.csv dia/thu --resume
    local resumed=$status same=0
    diff -r "$work/tho-1" "$disk/thu" >"$scratch/differ" || same=$?
    close_disk "$disk"
    batch nhieu-thon.csv dia/khac
    umount "$disk"
    [ "$full" -ge 1 ] && [ "$full" -lt 6 ] && grep -q '(cannot-write)' "$scratch/told" ||
        fault "full: exit status $full" "$(cat "$scratch/told")" || return 1
    [ ! -s "$scratch/left" ] || fault "left: $(cat "$scratch/left")" || return 1
    [ "$verified" = 0 ] || fault "what is told is not there" || return 1
    [ "$resumed" = 0 ] && [ "$same" = 0 ] || fault "not whole when there is room: $(cat "$scratch/differ")" || return 1
    ends 5 && grep -q '(cannot-write)' "$scratch/err" || fault "expected that a read-only disk is told"
}

# The journal reaches the size that a file may have within a line: the system says why the rest of it cannot be written.
a_line_that_is_cut_says_why() {
    run bash -c 'ulimit -f 24 && exec "$@"' - "${letters[@]}" dai.csv --out-dir han --jobs 1
    ends 5 && grep -qF 'Không ghi được tệp han/manifest.jsonl: tệp quá lớn so với giới hạn của hệ thống (cannot-write)' "$scratch/err" ||
        fault "expected the reason" || return 1
    run vanban manifest verify han
    ends 0
}

records 3 >"$work/ban-ghi.csv"
records 40 >"$work/nhieu-thon.csv"
records 12 >"$work/it-thon.csv"
records 2000 >"$work/dai.csv"
/usr/bin/python3 tests/lib/records.py "$work/ban-ghi.csv" "$work/ban-ghi"
exec 3>&1

check 'records come from any kind of file' records_come_from_any_file
check 'and from standard input' records_come_from_standard_input
check 'and from a query' records_are_asked_in_sql
check 'which may only read' a_query_only_reads
check 'a list in YAML is a table too' a_list_in_yaml_is_a_table
check 'of several tables one is named' the_table_is_named
check 'a record wins over the common data' the_record_wins
check 'and what is set wins over both' what_is_set_wins_over_the_record
check 'columns no form asks for are told once' columns_of_nobody_are_told_once
check 'a mistyped column fails' a_mistyped_column_fails
check 'a name mistyped in one record is no column of nobody' mistyped_in_one_record_is_no_column
check 'columns inside groups and tables are told too' columns_inside_are_told_too
check 'of two forms each column is told once' columns_of_two_forms
check 'what is for one form stays with it' what_is_for_one_form_stays_with_it
check 'columns are mapped to fields of the letter' columns_are_mapped
check 'columns are mapped to fields of any of the forms' columns_are_mapped_to_any_form
check 'columns with marks are no names of fields' columns_with_marks_are_no_names
check 'blank cells leave what is common' blank_cells_leave_what_is_common
check 'names are safe everywhere' names_are_safe
check 'long names are shown short' long_names_are_shown_short
check 'same names are all told' same_names_are_all_told
check 'names differ in more than case' names_differ_in_more_than_case
check 'accents tell names apart' accents_tell_names_apart
check 'a bad record fails alone, in words' a_bad_record_fails_alone
check 'a record put right is made' a_record_put_right_is_made
check 'many failures are counted' many_failures_are_counted
check 'failures may stop it' failures_may_stop_it
check 'warnings are told' warnings_are_told
check 'as JSON there is a line for each' json_has_a_line_for_each
check 'progress is shown on a terminal, and there alone' progress_is_shown_on_a_terminal
check 'a plan makes nothing' a_plan_makes_nothing
check 'the manifest proves the folder' the_manifest_proves_the_folder
check 'a batch is not made over another' a_batch_is_not_made_over_another
check 'what is wrong with a folder is found' what_is_wrong_with_a_folder_is_found
check 'going on makes what changed' resume_makes_what_changed
check 'temporaries of others stay' others_keep_their_temporaries
check 'another form makes other documents' another_form_makes_other_documents
check 'other holidays make other documents' other_holidays_make_other_documents
check 'what is moved in a form is another file' what_is_moved_is_another_file
check 'any number of workers makes the same bytes' workers_make_the_same_bytes
check 'without --jobs there is a worker for each processor that may be used' a_worker_for_each_processor_that_may_be_used
check 'parts made apart are one batch' parts_are_one_batch
check 'names differ in all parts' names_differ_in_all_parts
check 'a part cut short is not merged' a_part_cut_short_is_not_merged
check 'wrong calls are refused' wrong_calls_are_refused
check 'kill -9 at any moment leaves no trace' kills_leave_no_trace
check 'a journal that was cut is mended' cut_journals_are_mended
check 'SIGTERM finishes what is begun' SIGTERM_finishes_what_is_begun
check 'a second signal leaves no temporaries' a_second_signal_leaves_no_temporaries
check 'a first signal says what a second does' a_first_signal_says_what_a_second_does
check 'a reader that goes leaves no temporaries' a_reader_that_goes_leaves_no_temporaries
check 'a signal that is ignored stays so' a_signal_that_is_ignored_stays_so
check 'a full disk loses nothing' a_full_disk_loses_nothing
check 'a line that is cut says why' a_line_that_is_cut_says_why
finish
