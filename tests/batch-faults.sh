#!/usr/bin/env bash
# Records that cannot be read: lines, rows and cells of every kind of file fail alone, with their places; what is wrong with a
# file as a whole stops it before anything is written. Called with the path of a vanban to test.
. "$(dirname "$0")/lib/command.sh"
. tests/lib/batch.sh

# fails_alone FOLDER NAME...: what is read from standard input, "record code place" a line, is in failed.jsonl and nothing
# else; these documents are there.
fails_alone() {
    ends 1 || return 1
    diff -u - <(tests/lib/failures.py "$work/$1/failed.jsonl") || fault "other failures" || return 1
    diff <(printf '%s.docx\n' "${@:2}") <(cd "$work/$1" && ls -- *.docx) || fault "other documents"
}

# refuses FILE CODE OPTION...: exit status 3 and no folder.
refuses() {
    batch "$1" khong "${@:3}"
    ends 3 && grep -qF "($2)" "$scratch/err" || fault "expected $2" || return 1
    [ ! -e "$work/khong" ] || fault "something was written"
}

codes_of() {
    tests/lib/failures.py "$work/$1/failed.jsonl" | cut -d' ' -f1,2
}

lines_fail_alone() {
    cat >"$work/a.jsonl" <<'END'
{"Mã":"T1","Kính gửi":"Ban A"}
{"Mã":"T2","Kính gửi":"Ban B"
không phải JSON
{"Mã":"T4","Kính gửi":"Ban D

{"Mã":"T5","Kính gửi":"Ban E","Mã":"T6"}
{"Mã":"T6","Kính gửi":"Ban F"} {"Mã":"T6"}
5
{"Mã":"T8","Kính gửi":"Ban G"}
END
    batch a.jsonl a
    fails_alone a T1 T8 <<'END' || return 1
2 json-unclosed dòng 2, cột 1
3 json-word dòng 3, cột 1
4 json-unclosed-string dòng 4, cột 23
5 duplicate-key dòng 6, cột 31
6 json-lines-line dòng 7, cột 32
7 batch-row dòng 8, cột 1
END
    sed 's/$/\r/' "$work/a.jsonl" >"$work/a-dos.jsonl"
    batch a-dos.jsonl a-dos
    ends 1 && diff <(codes_of a) <(codes_of a-dos) || fault "expected the same of lines that end in CR LF"
}

# Repaired, it goes on with what was made.
the_rest_goes_on() {
    printf '{"Mã":"T%s","Kính gửi":"Ban"}\n' 1 2 3 >"$work/b.jsonl"
    sed '2s/}$//' "$work/b.jsonl" >"$work/b-hong.jsonl"
    batch b-hong.jsonl b
    ends 1 || return 1
    batch b.jsonl b --resume
    ends 0 && grep -qF 'Đã tạo 1 văn bản, giữ nguyên 2, lỗi 0' "$scratch/err" && [ ! -e "$work/b/failed.jsonl" ] ||
        fault "expected to go on"
}

# Large files are read by several threads.
a_line_among_many_fails_alone() {
    seq 40000 | sed 's/.*/{"Mã":"T&","Kính gửi":"Trưởng thôn số &"}/; 30000s/}$//' >"$work/lon.jsonl"
    batch lon.jsonl lon --plan
    ends 1 && grep -qxF 'lỗi: 1 trong 40000 văn bản sẽ không tạo được (batch-unplanned)' "$scratch/err" || fault "expected to be told" || return 1
    [ "$(wc -l <"$scratch/out")" = 40000 ] || fault "expected a plan of all" || return 1
    diff -u - <(tests/lib/failures.py "$scratch/out") <<<'30000 json-unclosed dòng 30000, cột 1' || fault "expected one failure"
}

# Values that go over several lines are read when all is right, and are no lines when it is not.
values_over_lines_are_not_taken_apart() {
    printf '{"Mã":"T1",\n "Kính gửi":"Ban A"}\n{"Mã":"T2",\n "Kính gửi":"Ban B"}\n' >"$work/c.jsonl"
    batch c.jsonl c && ends 0 || return 1
    printf '{"Mã":"T1",\n "Kính gửi" "Ban A"}\n{"Mã":"T2","Kính gửi":"Ban B"}\n' >"$work/c.jsonl"
    refuses c.jsonl json-missing-colon || return 1
    printf '{"Mã":"T1"\n{"Mã":"T2"\n' >"$work/c.jsonl"
    refuses c.jsonl json-missing-comma
}

rows_fail_alone() {
    printf 'Mã,Kính gửi\nT1,Ban A\nT2\nT3,Ban C,thừa\nT4,"Ban D"x\n,"E"x\n"T6\n7","Ban\nF",2\nT8,Ban H\n' >"$work/d.csv"
    batch d.csv d
    fails_alone d T1 T8 <<'END' || return 1
2 csv-ragged dòng 3, cột 1
3 csv-ragged dòng 4, cột 10
4 csv-after-quote dòng 5, cột 11
5 csv-after-quote dòng 6, cột 5
6 csv-ragged dòng 9, cột 4
END
    printf 'Mã,Kính gửi\nT1,"Ban A\nT2,Ban B\n' >"$work/d.csv"
    refuses d.csv csv-unclosed-quote || return 1
    printf 'Mã,Kính gửi\nT1,Ban A,1\nT2,Ban B,x\n' >"$work/d.csv"
    refuses d.csv csv-ragged || return 1
    { printf 'Mã,Kính gửi\nT0,Ban A\n' && printf 'T%s\n' {1..1000}; } >"$work/d.csv"
    batch d.csv d-nghin --plan && ends 1 && [ "$(wc -l <"$scratch/out")" = 1001 ] || fault "expected a thousand failures" || return 1
    echo 'T1001' >>"$work/d.csv"
    refuses d.csv csv-ragged || return 1
    printf 'Mã,Kính gửi\nTổng cộng,\n' >"$work/d.csv"
    batch d.csv d-tong && ends 0 && [ "$(wc -c <"$work/d-tong/manifest.jsonl")" = 0 ]
}

# What no document may hold; the encoding is that of a file as a whole.
characters_fail_alone() {
    printf '{"Mã":"T1","Kính gửi":"Ban A"}\n{"Mã":"T2","Kính gửi":"Ban\001 B"}\n{"Mã":"T3","Kính gửi":"Ban C"}\n' >"$work/k.jsonl"
    printf 'Mã,Kính gửi\nT1,Ban A\nT2,Ban\001 B\nT3,"Ban C"\n' >"$work/k.csv"
    batch k.jsonl k-dong
    fails_alone k-dong T1 T3 <<<'2 data-character dòng 2, cột 27' || return 1
    printf '{"Mã":"T1","Kính gửi":"Ban A"}\n\0{"Mã":"T2","Kính gửi":"Ban B"}\n' >"$work/k-dau.jsonl"
    batch k-dau.jsonl k-dau
    fails_alone k-dau T1 <<<'2 data-character dòng 2, cột 1' || return 1
    batch k.csv k-bang
    fails_alone k-bang T1 T3 <<<'2 data-character dòng 3, cột 7' || return 1
    printf 'Mã,Kính\001 gửi\nT1,Ban A\n' >"$work/k.csv"
    refuses k.csv data-character || return 1
    printf '{"Mã":"T1","Kính gửi":"Ban A"}\n{"Mã":"T2","Kính gửi":"Ban \377"}\n' >"$work/k.jsonl"
    refuses k.jsonl data-not-utf8
}

cells_of_workbooks_fail_alone() {
    /usr/bin/python3 - "$work" <<'PYTHON'
import sys

import openpyxl


def book(name, change=lambda sheet: None):
    made = openpyxl.Workbook()
    made.active.title = "Thôn"
    for row in [["DANH SÁCH"], ["Mã", "Kính gửi"], ["T1", "Ban A"], ["T2", "#N/A"], [None, "#REF!"], ["T4", "Ban D"]]:
        made.active.append(row)
    change(made.active)
    made.save(f"{sys.argv[1]}/{name}.xlsx")


def set_title(sheet):
    sheet["B1"] = "#VALUE!"


book("e")
book("e-gop", lambda sheet: sheet.merge_cells("B4:B5"))
book("e-tren", set_title)
book("e-hai", lambda sheet: sheet.parent.create_sheet("Khác").append(["A", "#N/A"]))
PYTHON
    batch e.xlsx e
    fails_alone e T1 T4 <<'END' || return 1
2 cell-error trang “Thôn”, ô B4
3 cell-error trang “Thôn”, ô B5
END
    refuses e-gop.xlsx cell-error && refuses e-tren.xlsx cell-error && refuses e-hai.xlsx cell-error --records Thôn
}

cells_of_databases_fail_alone() {
    sqlite3 "$work/f.db" "CREATE TABLE t(Mã, \"Kính gửi\");
        INSERT INTO t VALUES ('T1', 'Ban A'), ('T2', x'ff'), ('T3', CAST(x'ff41' AS TEXT)), ('T4', x'00'), ('T5', 'Ban E')"
    batch f.db f
    fails_alone f T1 T5 <<'END'
2 sqlite-blob hàng 2, cột 2
3 data-not-utf8 hàng 3, cột 2
4 sqlite-blob hàng 4, cột 2
END
}

items_of_lists_fail_alone() {
    printf '[{"Mã":"T1","Kính gửi":"Ban A"}, 5, {"Mã":"T2","Kính gửi":"Ban B"},\n"x"]' >"$work/g.json"
    batch g.json g
    fails_alone g T1 T2 <<'END' || return 1
2 batch-row dòng 1, cột 34
4 batch-row dòng 2, cột 1
END
    printf -- '- x\n- {Mã: T1, Kính gửi: Ban A}\n' >"$work/g.yaml"
    batch g.yaml g-yaml
    fails_alone g-yaml T1 <<'END' || return 1
1 batch-row dòng 1, cột 3
END
    printf '{"ds":[{"Mã":"T1","Kính gửi":"Ban A"}], "Nơi nhận":["Như trên",{"nhóm":"x"}]}' >"$work/hai.json"
    batch hai.json g-hai && ends 0 || return 1
    echo '[5, "x"]' >"$work/g.json"
    refuses g.json data-not-record
}

# They may stop it, and each is of one part.
they_are_failures_as_others() {
    local part failures=0
    printf 'Mã,Kính gửi\nT1,Ban A\nT2\nT3,Ban C\n' >"$work/h.csv"
    batch h.csv h --max-failures 1
    ends 1 && [ ! -e "$work/h/T1.docx" ] && grep -qF '(batch-stopped)' "$scratch/err" || fault "expected to stop at once" || return 1
    for part in 1 2 3; do
        batch h.csv h-phan --shard $part/3
        [ ! -e "$work/h-phan/failed-$part-of-3.jsonl" ] || failures=$((failures + $(wc -l <"$work/h-phan/failed-$part-of-3.jsonl")))
    done
    [ "$failures" = 1 ] || fault "$failures failures in all parts"
}

check 'lines of JSON fail alone' lines_fail_alone
check 'the rest goes on' the_rest_goes_on
check 'a line among many fails alone' a_line_among_many_fails_alone
check 'values over several lines are not taken apart' values_over_lines_are_not_taken_apart
check 'rows of a text fail alone' rows_fail_alone
check 'characters fail alone' characters_fail_alone
check 'cells of workbooks fail alone' cells_of_workbooks_fail_alone
check 'cells of databases fail alone' cells_of_databases_fail_alone
check 'items of lists fail alone' items_of_lists_fail_alone
check 'they are failures as others' they_are_failures_as_others
finish
