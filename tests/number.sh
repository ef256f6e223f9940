#!/usr/bin/env bash
# The number book: numbers without gap or double under many processes and kill -9, one number for one key, void numbers, full
# disks, the printed book, metadata, stamping in place. Called with the path of a vanban to test.
. "$(dirname "$0")/lib/disk.sh"
. "$(dirname "$0")/lib/command.sh"

cat >"$work/thu.yaml" <<'END'
Cơ quan ban hành: ỦY BAN NHÂN DÂN XÃ AN BÌNH
Ký hiệu: UBND-VP
Nơi ban hành: An Bình
Ngày: 2026-05
Trích yếu: đăng ký lớp tập huấn
Kính gửi: Sở Nội vụ
Nội dung: UBND xã An Bình đăng ký 05 người.
Quyền hạn, chức vụ: CHỦ TỊCH
Người ký: Trần Văn Hòa
Nơi nhận: [Như trên, "CT, các PCT UBND xã"]
END

# says STATUS COMMAND...: the exit status, and what is printed is read from standard input.
says() {
    local wanted=$1
    shift
    cat >"$scratch/expected"
    run "$@"
    [ "$status" = "$wanted" ] || fault "expected exit status $wanted" || return 1
    diff -u "$scratch/expected" "$scratch/out" || fault "printed something else"
}

# warns CODE COMMAND...: done, with a warning of that code.
warns() {
    local code=$1
    shift
    run "$@"
    [ "$status" = 0 ] || fault "expected success" || return 1
    grep -q "($code)" "$scratch/err" || fault "expected a warning $code"
}

a_book_is_made_once() {
    says 0 vanban number create so.db </dev/null && is_refused 5 book-exists so.db vanban number create so.db &&
        is_refused 2 usage-file-kind so.docx vanban number create so.docx &&
        is_refused 5 cannot-write khong/so.db vanban number create khong/so.db || return 1
    local creators=() creator made=0
    for creator in 1 2 3 4; do
        (cd "$work" && vanban number create cung-luc.db 2>/dev/null) &
        creators+=($!)
    done
    for creator in "${creators[@]}"; do
        ! wait "$creator" || made=$((made + 1))
    done
    [ "$made" = 1 ] || fault "$made made one book" || return 1
    run vanban number list cung-luc.db
    [ "$status" = 0 ] || fault "not whole"
}

# Told in words of an office, as what else the system says.
a_pipe_is_no_book() {
    mkfifo "$work/fifo.db"
    run vanban number list fifo.db
    rm "$work/fifo.db"
    [ "$status" = 5 ] && grep -qF 'fifo.db: đây là đường ống, không phải tệp (cannot-read)' "$scratch/err" || fault "said otherwise"
}

# A book that others have written to.
shows_no_controls() {
    run vanban number create nguoi-khac.db && run vanban number allocate nguoi-khac.db thu.yaml --key la --date 2026-05-04
    sqlite3 "$work/nguoi-khac.db" "UPDATE document SET subject = 'a' || char(27) || '[2Jb'"
    says 0 vanban number list nguoi-khac.db <<'END' || return 1
01/UBND-VP          04/5/2026   a?[2Jb
END
    run vanban number note nguoi-khac.db 01/UBND-VP --year 2026 --set 'Ghi chú=x'
    sqlite3 "$work/nguoi-khac.db" "INSERT INTO change SELECT key, field, before, 'c' || char(155) || 'd', at FROM change"
    run vanban number history nguoi-khac.db 01/UBND-VP
    [ "$status" = 0 ] && grep -qF '→ “c??d”' "$scratch/out" || fault "a terminal would obey"
}

a_key_has_one_number() {
    says 0 vanban number allocate so.db thu.yaml --key thu-1 --date 2026-05-04 -o co-so.yaml <<'END' &&
01/UBND-VP          04/5/2026   đăng ký lớp tập huấn
END
        says 0 vanban number allocate so.db thu.yaml --key thu-1 --date 2026-05-09 <<'END' &&
01/UBND-VP          04/5/2026   đăng ký lớp tập huấn
END
        says 0 vanban number allocate so.db thu.yaml --key thu-2 --date 2026-05-09 <<'END'
02/UBND-VP          09/5/2026   đăng ký lớp tập huấn
END
}

data_gets_number_and_date() {
    grep -qx 'Số: 1' "$work/co-so.yaml" && grep -qx 'Ngày: 2026-05-04' "$work/co-so.yaml" || fault "no number in co-so.yaml"
    run vanban render cong-van co-so.yaml -o co-so.docx
    [ "$status" = 0 ] || fault "does not render" || return 1
    run vanban outline co-so.docx
    grep -q 'Số: 01/UBND-VP' "$scratch/out" && grep -q 'ngày 04 tháng 5 năm 2026' "$scratch/out" || fault "not printed"
}

numbered_data_go_through_a_pipe() {
    run bash -c 'vanban number allocate so.db thu.yaml --key thu-1 -o - | vanban render cong-van - -o ong.docx && vanban outline ong.docx'
    [ "$status" = 0 ] && grep -q 'Số: 01/UBND-VP' "$scratch/out" || fault "not printed" || return 1
    grep -q '^01/UBND-VP' "$scratch/err" || fault "the number is not told" || return 1
    printf 'Mã,Kính gửi\nA,Ban A\nB,Ban B\n' >"$work/ong.csv"
    run bash -c 'vanban number create ong.db &&
        vanban number allocate ong.db ong.csv --data thu.yaml --key "{{ Mã }}" --date 2026-05-04 -o - |
        vanban batch cong-van - --out-dir ong --name "{{ Mã }}" --json'
    [ "$status$(grep -c '"outcome":"made"' "$scratch/out")" = 02 ] || fault "not made of what came through the pipe"
}

a_new_year_begins_at_one() {
    says 0 vanban number allocate so.db thu.yaml --key thu-2027 --date 2027-01-04 <<'END'
01/UBND-VP          04/01/2027  đăng ký lớp tập huấn
END
}

dates_that_run_back_are_told() {
    warns register-order vanban number allocate so.db thu.yaml --key thu-3 --date 2026-05-08
}

another_document_under_a_key_is_told() {
    warns registered-otherwise vanban number allocate so.db thu.yaml --key thu-1 --set "Trích yếu=việc khác"
}

a_typed_number_gives_way() {
    warns register-typed vanban number allocate so.db thu.yaml --key thu-3 --set "Số=15" -o co-so-3.yaml || return 1
    grep -q 'Dữ liệu ghi số 15, sổ cấp số 03' "$scratch/err" && grep -qx 'Số: 3' "$work/co-so-3.yaml" || fault "not the number of the book" || return 1
    says 0 vanban number allocate so.db thu.yaml --key thu-3 --set "Số=03" <<'END' && [ ! -s "$scratch/err" ]
03/UBND-VP          08/5/2026   đăng ký lớp tập huấn
END
}

a_void_number_stays() {
    says 0 vanban number void so.db 02/UBND-VP --year 2026 --reason "ký nhầm" </dev/null &&
        says 0 vanban number list so.db --year 2026 <<'END' &&
01/UBND-VP          04/5/2026   đăng ký lớp tập huấn
02/UBND-VP          09/5/2026   đăng ký lớp tập huấn  [đã hủy: ký nhầm]
03/UBND-VP          08/5/2026   đăng ký lớp tập huấn
END
        warns number-is-void vanban number allocate so.db thu.yaml --key thu-2 &&
        warns number-is-void vanban number void so.db 02/UBND-VP --year 2026 --reason "lại"
}

# The book has 01/UBND-VP of 2026 and of 2027.
the_year_of_a_void_number_is_told() {
    is_refused 2 register-years 'Năm 2026 và năm 2027 đều có văn bản 01/UBND-VP' vanban number void so.db 01/UBND-VP --reason lầm &&
        run vanban number list so.db && ! grep -q lầm "$scratch/out" || fault "made it void"
}

# What becomes known after issue; what stands in the document itself stays.
later_facts_are_noted() {
    says 0 vanban number note so.db 03/UBND-VP --year 2026 --set "Ngày chuyển=06/5/2026" --set "ký nhận=Lê Thị Hoa" </dev/null &&
        says 0 vanban number note so.db 03/UBND-VP --year 2026 --set "Ngày chuyển=2026-05-06" </dev/null &&
        says 0 vanban number note so.db --key thu-3 --set "Ngày chuyển=2026-05-07" --set receipt= </dev/null || return 1
    run vanban number history so.db 03/UBND-VP --year 2026
    diff -u - <(sed 's/^[0-9-]*T[0-9:]*Z/NOW/' "$scratch/out") <<'END' || fault "another history" || return 1
NOW  Ngày chuyển: “” → “2026-05-06”
NOW  Ký nhận: “” → “Lê Thị Hoa”
NOW  Ngày chuyển: “2026-05-06” → “2026-05-07”
NOW  Ký nhận: “Lê Thị Hoa” → “”
END
    run vanban number history so.db --key thu-2 --json
    /usr/bin/python3 -c '
import json, sys
change, = [json.loads(line) for line in open(sys.argv[1])]
assert (change["field"], change["before"], change["after"]) == ("voided", "", "ký nhầm"), change' "$scratch/out"
}

issued_facts_stay() {
    is_refused 2 register-note 'Trích yếu' vanban number note so.db 03/UBND-VP --year 2026 --set "Ghi chú=một" --set "Trích yếu=khác" &&
        is_refused 2 register-note 'Số' vanban number note so.db 03/UBND-VP --year 2026 --set "Số=9" &&
        is_refused 2 register-note-day mai vanban number note so.db 03/UBND-VP --year 2026 --set "Ngày chuyển=mai" &&
        is_refused 2 register-note-day 5/2026 vanban number note so.db 03/UBND-VP --year 2026 --set "Ngày chuyển=5/2026" &&
        is_refused 2 usage-note '' vanban number note so.db 03/UBND-VP --year 2026 &&
        is_refused 3 register-unknown 99/UBND-VP vanban number note so.db 99/UBND-VP --set "Ghi chú=một" &&
        is_refused 5 book-missing khac.db vanban number history khac.db 01/UBND-VP || return 1
    run vanban number list so.db --year 2026 --json
    /usr/bin/python3 -c '
import json, sys
entry = json.load(open(sys.argv[1]))[2]
assert entry["note"] == "" and entry["subject"] == "đăng ký lớp tập huấn" and entry["sent"] == "2026-05-07", entry' "$scratch/out"
}

words_are_found_without_marks() {
    says 0 vanban number find so.db "lop TAP so noi vu 03/" <<'END'
03/UBND-VP          08/5/2026   đăng ký lớp tập huấn
END
}

wrong_calls_are_refused() {
    is_refused 5 book-missing khac.db vanban number allocate khac.db thu.yaml --key a &&
        is_refused 5 database-foreign thu.yaml vanban number list thu.yaml &&
        is_refused 2 usage-key '' vanban number allocate so.db thu.yaml &&
        is_refused 3 register-date thu-9 vanban number allocate so.db thu.yaml --key thu-9 &&
        is_refused 2 usage-value 2026-05 vanban number allocate so.db thu.yaml --key thu-9 --date 2026-05 &&
        is_refused 2 usage-value 26 vanban number list so.db --year 26 &&
        is_refused 2 usage-which-document '' vanban number void so.db --reason a &&
        is_refused 2 usage-reason '' vanban number void so.db 01/UBND-VP &&
        is_refused 2 usage-reason '' vanban number void so.db 01/UBND-VP --reason ' ' &&
        is_refused 2 register-number 15 vanban number void so.db 15 --reason a &&
        is_refused 3 register-unknown 99/UBND-VP vanban number void so.db 99/UBND-VP --reason a &&
        is_refused 3 register-key-unknown khac vanban number void so.db --key khac --reason a &&
        is_refused 2 usage-book-year '' vanban number book so.db -o so.docx &&
        is_refused 3 book-empty '' vanban number book so.db --year 2001 -o so.docx &&
        is_refused 2 usage-second-word '' vanban number alocate so.db &&
        is_refused 5 output-exists co-so.yaml vanban number allocate so.db thu.yaml --key thu-9 --date 2026-05-09 -o co-so.yaml &&
        is_refused 5 cannot-write khong/co-so.yaml vanban number allocate so.db thu.yaml --key thu-9 --date 2026-05-09 -o khong/co-so.yaml &&
        is_refused 3 register-key-unknown thu-9 vanban number void so.db --key thu-9 --reason "không có"
}

# Blanks, noughts and small letters, as numbers are typed.
numbers_are_found_as_typed() {
    local typed
    for typed in 1/ubnd-vp '001 / UBND-VP' ' 1/UBND-vp '; do
        run vanban number history so.db "$typed"
        [ "$status" = 0 ] || fault "expected “$typed” to be found" || return 1
    done
    says 0 vanban number find so.db 'không có gì' </dev/null
    grep -q '(register-nothing)' "$scratch/err" || fault "expected a note"
}

what_cannot_be_registered_is_told() {
    echo 'Trích yếu: không có ký hiệu' >"$work/thieu.yaml"
    echo 'BC: [1]' >"$work/nhom-sai.yaml"
    printf 'Ký hiệu,Trích yếu\nBC-UBND,một\n,hai\nTổng cộng,\n' >"$work/thieu.csv"
    is_refused 3 register-field 'thieu.csv, dòng 3' vanban number allocate so.db thieu.csv --key '{{ Trích yếu }}' --date 2026-06-01 || return 1
    is_refused 3 register-field thieu.yaml vanban number allocate so.db thieu.yaml --key a --date 2026-06-01 &&
        is_refused 3 series-name BC vanban number create nhom.db nhom-sai.yaml
}

# Documents of a table: all get numbers, or none.
a_table_is_numbered_whole() {
    printf '%s\n' '{"Mã":"a","Ký hiệu":"BC-UBND","Trích yếu":"một"}' '{"Mã":"b","Ký hiệu":"QĐ-UBND","Trích yếu":"hai"}' \
        '{"Mã":"c","Ký hiệu":"UBND-VP","Trích yếu":"ba"}' >"$work/bang.jsonl"
    run vanban number create loai.db --by-kind
    says 0 vanban number allocate loai.db bang.jsonl --key '{{ Mã }}' --date 2026-06-01 -o so.jsonl <<'END' &&
01/BC-UBND          01/6/2026   một
01/QĐ-UBND          01/6/2026   hai
01/UBND-VP          01/6/2026   ba
END
        diff -u - "$work/so.jsonl" <<'END' &&
{"Mã":"a","Ký hiệu":"BC-UBND","Trích yếu":"một","Số":1,"Ngày":"2026-06-01"}
{"Mã":"b","Ký hiệu":"QĐ-UBND","Trích yếu":"hai","Số":1,"Ngày":"2026-06-01"}
{"Mã":"c","Ký hiệu":"UBND-VP","Trích yếu":"ba","Số":1,"Ngày":"2026-06-01"}
END
        is_refused 3 register-key-twice x vanban number allocate loai.db bang.jsonl --key x --date 2026-06-01 &&
        is_refused 2 book-series '“BC”, “' vanban number book loai.db --year 2026 -o x.docx
}

# The table of a batch, with what all documents share beside it.
a_table_is_numbered_over_common_data() {
    printf '{"Mã":"x","don_vi":{"ten":"UBND xã An Bình"}}\n{"Mã":"y","Kính gửi":"UBND xã Phú Lâm"}\n' >"$work/noi.jsonl"
    grep -v 'Kính gửi' "$work/thu.yaml" >"$work/chung.yaml"
    run vanban number create chung.db
    says 0 vanban number allocate chung.db noi.jsonl --data chung.yaml --key '{{ Mã }}' --date 2026-06-01 -o noi-co-so.jsonl <<'END' || return 1
01/UBND-VP          01/6/2026   đăng ký lớp tập huấn
02/UBND-VP          01/6/2026   đăng ký lớp tập huấn
END
    run vanban number list chung.db --json
    /usr/bin/python3 - "$scratch/out" "$work/noi-co-so.jsonl" <<'END' || return 1
import json, sys
entries = json.load(open(sys.argv[1]))
assert [entry["recipients"].split("\n")[0] for entry in entries] == ["UBND xã An Bình", "UBND xã Phú Lâm"], entries
records = [json.loads(line) for line in open(sys.argv[2])]
assert [(record["Số"], record["Ngày"], record["Người ký"]) for record in records] == [(1, "2026-06-01", "Trần Văn Hòa"), (2, "2026-06-01", "Trần Văn Hòa")]
END
    is_refused 2 usage-extra thu.yaml vanban number allocate chung.db noi.jsonl thu.yaml --data chung.yaml --key a &&
        is_refused 3 batch-no-records chung.yaml vanban number allocate chung.db chung.yaml --data chung.yaml --key a &&
        is_refused 2 usage-ending .jsonl vanban number allocate chung.db noi.jsonl --data chung.yaml --key '{{ Mã }}' -o a.yaml
}

# Groups that would never match anything; the nearest kind is told.
groups_are_of_kinds() {
    local row line code words
    for row in 'QD: x|series-kind|có phải “QĐ”?' 'BCC: x|series-kind|có phải “BC”?' 'Kế hạch: x|series-kind|có phải “Kế hoạch”?' \
        'CV: x|series-kind|công văn ghi Công văn' 'Thư công: x|series-kind|“Thư công”' 'TrS: x|series-copy|(TrS)'; do
        IFS='|' read -r line code words <<<"$row"
        echo "$line" >"$work/la.yaml"
        is_refused 3 "$code" "$words" vanban number create la.db la.yaml || return 1
    done
    printf 'BC: báo cáo\nBáo cáo: thường\n' >"$work/hai.yaml"
    is_refused 3 series-twice 'hai.yaml, dòng 2, cột 1' vanban number create la.db hai.yaml || return 1
    [ ! -e "$work/la.db" ] || fault "expected no book" || return 1
    printf 'báo cáo: a\nqđ: a\nCông văn: thư\n"*": khác\n' >"$work/du.yaml"
    says 0 vanban number create du.db du.yaml </dev/null || return 1
    /usr/bin/python3 - "$work/du.db" <<'END'
import sqlite3, sys
policy = dict(sqlite3.connect(sys.argv[1]).execute("SELECT kind, series FROM policy"))
assert policy == {"BC": "a", "QĐ": "a", "": "thư", "*": "khác"}, policy
END
}

# A number is given for good: that of a decision never in the series of letters.
symbols_begin_with_a_kind() {
    run vanban number create qd.db --by-kind
    sed 's/UBND-VP/bc-UBND/' "$work/thu.yaml" >"$work/bc.yaml"
    is_refused 3 register-kind 'có phải “QĐ”?' vanban number allocate qd.db thu.yaml --key a --date 2026-05-04 --set 'Ký hiệu=QD-UBND' &&
        is_refused 3 register-kind 'bc.yaml, dòng 2, cột 10' vanban number allocate qd.db bc.yaml --key a --date 2026-05-04 &&
        says 0 vanban number allocate qd.db thu.yaml --key a --date 2026-05-04 --set 'Ký hiệu=QD-UBND' --set 'Tên loại=Công văn' <<'END'
01/QD-UBND          04/5/2026   đăng ký lớp tập huấn
END
}

series_are_kept_apart() {
    printf 'BC: báo cáo\nTTr: báo cáo\n' >"$work/nhom.yaml"
    run vanban number create nhom.db nhom.yaml
    allocate_one() {
        run vanban number allocate nhom.db thu.yaml --key "$1" --date 2026-05-04 "${@:2}"
        cut -d' ' -f1 "$scratch/out"
    }
    diff -u - <(
        allocate_one 1 --set "Ký hiệu=BC-UBND"
        allocate_one 2 --set "Ký hiệu=TTr-UBND"
        allocate_one 3 --set "Ký hiệu=UBND-VP"
        allocate_one 4 --set "Ký hiệu=SY-UBND"
        allocate_one 5 --set "Ký hiệu=TrS-UBND"
        allocate_one 6 --set "Ký hiệu=BC-UBND" --set "Độ mật=Mật"
        allocate_one 7 --set "Ký hiệu=BC-BCĐ" --set "Cơ quan tư vấn=Ban Chỉ đạo Đề án 06"
        allocate_one 8 --set "Ký hiệu=BC-UBND"
    ) <<'END'
01/BC-UBND
02/TTr-UBND
01/UBND-VP
01/SY-UBND
02/TrS-UBND
01/BC-UBND
01/BC-BCĐ
03/BC-UBND
END
    is_refused 3 register-twice '--key "6" hoặc --key "1"' vanban number void nhom.db 01/BC-UBND --reason nhầm || return 1
    run vanban number list nhom.db
    grep -q '^01/BC-UBND .*  \[Mật\]$' "$scratch/out" || fault "expected the secret one to be marked" || return 1
    run vanban number list nhom.db --series 'BÁO cáo'
    [ "$(wc -l <"$scratch/out")" = 3 ] || fault "expected the three of a series" || return 1
    run vanban number list nhom.db --series 'báo cáo' --year 2025
    [ "$status$(cat "$scratch/out" "$scratch/err")" = 0 ] || fault "expected nothing of another year" || return 1
    says 0 vanban number list nhom.db --series 'bao cao' </dev/null || return 1
    grep -A1 'hệ thống số “bao cao” (register-series)' "$scratch/err" | grep -q 'có phải “báo cáo”?' || fault "expected the nearest series"
}

# 16 processes take twelve thousand numbers, a third of them killed at random moments and started again; who is not killed
# waits for the others and is never refused.
no_gap_and_no_double() {
    local worker part each=250
    run vanban number create dong.db
    worker_run() {
        local i tries allocate
        for i in $(seq $each); do
            printf '{"Mã":"%s-%s-%s","Ký hiệu":"BC-UBND","Trích yếu":"x"}\n' "$1" "$i" a "$1" "$i" b "$1" "$i" c
        done >"$work/w$1.jsonl"
        split -l 150 --additional-suffix=.jsonl "$work/w$1.jsonl" "$work/w$1-"
        for part in "$work/w$1"-*.jsonl; do
            allocate=("$vanban" number allocate "$work/dong.db" "$part" --key '{{ Mã }}' --date 2026-06-01)
            for tries in 1 2 3; do
                [ $(($1 % 3)) != 0 ] || timeout -s KILL "0.0$((RANDOM % 9 + 1))" "${allocate[@]}" >/dev/null 2>&1 || true
            done
            "${allocate[@]}" 2>&1 >/dev/null || echo "worker $1: exit status $?"
        done
    }
    for worker in $(seq 1 16); do
        worker_run "$worker" 2>/dev/null &
    done >"$scratch/refused"
    wait
    [ ! -s "$scratch/refused" ] || fault "$(cat "$scratch/refused")" || return 1
    run vanban number list dong.db --json
    /usr/bin/python3 - "$scratch/out" <<'END'
import json, sys
numbers = [entry["number"] for entry in json.load(open(sys.argv[1]))]
wanted = list(range(1, 12001))
assert numbers == wanted, (len(numbers), sorted(set(wanted) ^ set(numbers))[:10])
END
}

ten_thousand_numbers() {
    run vanban number create lon.db
    seq 1 10000 | sed 's/.*/{"Mã":"&","Ký hiệu":"BC-UBND","Trích yếu":"số &"}/' >"$work/lon.jsonl"
    run vanban number allocate lon.db lon.jsonl --key '{{ Mã }}' --date 2026-06-01
    [ "$(tail -1 "$scratch/out" | cut -c1-13)" = 10000/BC-UBND ] || fault "expected 10000/BC-UBND last"
}

# A disk that fills up; then a book that may not be written to: root may write anywhere, so the disk is made read-only.
a_full_disk_loses_nothing() {
    local disk=$scratch/disk
    make_disk "$disk" 160k || return 1
    (cd "$disk" && "$vanban" number create so.db && "$vanban" number allocate so.db "$work/thu.yaml" --key a --date 2026-05-04) >/dev/null
    status=0
    (cd "$disk" && "$vanban" number allocate so.db "$work/lon.jsonl" --key '{{ Mã }}' --date 2026-06-01) >"$scratch/out" 2>"$scratch/err" || status=$?
    local full=$status
    (cd "$disk" && "$vanban" number list so.db) >"$scratch/out"
    close_disk "$disk"
    status=0
    (cd "$disk" && "$vanban" number allocate so.db "$work/thu.yaml" --key b --date 2026-05-05) >/dev/null 2>"$scratch/read-only" || status=$?
    umount "$disk"
    [ "$full" = 5 ] && grep -q "database-full" "$scratch/err" || fault "full disk: expected database-full" || return 1
    [ "$status" = 5 ] && grep -qE "database-read-only|database-cannot-open|cannot-write" "$scratch/read-only" ||
        fault "$(cat "$scratch/read-only")" || return 1
    [ "$(wc -l <"$scratch/out")" = 1 ] || fault "the number that was given is gone"
}

the_book_is_printed() {
    run vanban number book so.db --year 2026 --set "Cơ quan chủ quản=UBND TỈNH AN SƠN" -o "$documents/so-van-ban-di.docx" --force
    [ "$status" = 0 ] || fault "not printed" || return 1
    run vanban outline "$documents/so-van-ban-di.docx"
    grep -q 'SỔ ĐĂNG KÝ VĂN BẢN ĐI' "$scratch/out" && grep -q 'Từ số 01 đến số 03' "$scratch/out" &&
        grep -q '03/UBND-VP' "$scratch/out" && grep -q '07/5/2026' "$scratch/out" && grep -q 'Đã hủy: ký nhầm' "$scratch/out" || fault "incomplete"
}

metadata_are_exported() {
    says 0 vanban number export so.db --year 2027 <<'END' &&
<?xml version="1.0" encoding="UTF-8"?>
<Documents>
  <Document><TypeName>Công văn</TypeName><CodeNumber>01</CodeNumber><CodeNotation>UBND-VP</CodeNotation><IssuedDate>2027-01-04</IssuedDate><OrganName>ỦY BAN NHÂN DÂN XÃ AN BÌNH</OrganName><Subject>đăng ký lớp tập huấn</Subject><SignerInfo><Position>CHỦ TỊCH</Position><FullName>Trần Văn Hòa</FullName></SignerInfo><To><OrganName>Sở Nội vụ</OrganName></To><To><OrganName>CT, các PCT UBND xã</OrganName></To><Priority>0</Priority></Document>
</Documents>
END
        run vanban number export so.db --year 2026 -o metadata.xml &&
        /usr/bin/python3 tests/lib/metadata.py "$work/metadata.xml" 2 && run vanban number export so.db -o so.csv &&
        [ "$(wc -l <"$work/so.csv")" = 9 ] || fault "the CSV file has other lines"
    run vanban number create dai.db
    run vanban number allocate dai.db thu.yaml --key khan --date 2026-05-04 --set "Mức độ khẩn=Hỏa tốc" --set "so_ban=300" \
        --set "Hạn trả lời='15/5/2026'" --set "Nơi nhận[0]=- Như trên;" --set "Nơi nhận[1]=- Lưu: VT, VP." --set "Số trang=3"
    run vanban number export dai.db
    grep -q '<To><OrganName>Sở Nội vụ</OrganName></To><Priority>3</Priority><IssuedAmount>300</IssuedAmount><DueDate>2026-05-15</DueDate>' "$scratch/out" ||
        fault 'urgency, copies or the day to answer by are missing' || return 1
    run vanban number list dai.db --json
    grep -q '"keeper":"VT, VP"' "$scratch/out" || fault 'who keeps it is missing' || return 1
    run vanban number allocate dai.db thu.yaml --key a --date 2026-05-04 --set "Trích yếu=$(printf 'x%.0s' $(seq 501))"
    is_refused 3 metadata-length Subject vanban number export dai.db
}

# Every part is as before but the main one, and of that only the two slots.
slots_are_stamped_in_place() {
    run vanban render cong-van thu.yaml -o trong.docx
    run vanban number stamp trong.docx so.db 03/UBND-VP --year 2026 -o "$documents/stamped.docx" --force
    [ "$status" = 0 ] || fault "not stamped" || return 1
    /usr/bin/python3 - "$work/trong.docx" "$documents/stamped.docx" <<'END'
import sys, zipfile
before, after = (zipfile.ZipFile(name) for name in sys.argv[1:])
assert before.namelist() == after.namelist()
for name in before.namelist():
    if name != "word/document.xml":
        assert before.read(name) == after.read(name), name
old, new = (archive.read("word/document.xml").decode() for archive in (before, after))
blank = "\u00a0"
changed = old.replace("Số: " + blank * 5 + "/UBND-VP", "Số: 03/UBND-VP").replace("ngày" + blank * 6 + "tháng 5", "ngày 08 tháng 5")
old_lines, new_lines = (text.replace(blank, " ") for text in (changed, new))
import re
squeeze = lambda text: re.sub(" +", " ", text)
assert squeeze(old_lines) == squeeze(new_lines)
END
    is_refused 3 stamp-other 'số 3' vanban number stamp "$documents/stamped.docx" so.db --key thu-1 -o x.docx &&
        is_refused 3 stamp-symbol 'ký hiệu trong sổ là BC-UBND' vanban number stamp trong.docx loai.db --key a -o x.docx
}

# As an office suite writes it: its own order and days, sizes told behind the bytes.
a_stamped_zip_stays_as_it_was() {
    /usr/bin/python3 - "$work/trong.docx" "$work/la.docx" <<'END'
import sys, zipfile
class Pipe:
    def __init__(self, path): self.file = open(path, "wb")
    def write(self, data): return self.file.write(data)
    def flush(self): self.file.flush()
with zipfile.ZipFile(sys.argv[1]) as old, zipfile.ZipFile(Pipe(sys.argv[2]), "w") as new:
    names = sorted(old.namelist(), reverse=True)
    for day, name in enumerate(names, 1):
        entry = zipfile.ZipInfo(name, (2026, 5, day % 28 + 1, 8, 30, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        new.writestr(entry, old.read(name), compresslevel=1)
    new.comment = "ghi chú".encode()
END
    run vanban number stamp la.docx so.db 03/UBND-VP --year 2026 -o la-da-dien.docx --force
    [ "$status" = 0 ] || fault "not stamped" || return 1
    /usr/bin/python3 - "$work/la.docx" "$work/la-da-dien.docx" <<'END'
import sys, zipfile
MAIN = "word/document.xml"
before, after = (zipfile.ZipFile(name) for name in sys.argv[1:])
assert after.testzip() is None and before.comment == after.comment
old, new = before.infolist(), after.infolist()
assert [(one.filename, one.date_time) for one in old] == [(one.filename, one.date_time) for one in new]
def stored(path, entries, number):
    ends = [one.header_offset for one in entries[1:]] + [zipfile.ZipFile(path).start_dir]
    return open(path, "rb").read()[entries[number].header_offset:ends[number]]
for number, one in enumerate(old):
    assert (stored(sys.argv[1], old, number) == stored(sys.argv[2], new, number)) == (one.filename != MAIN), one.filename
assert "03/UBND-VP" in after.read(MAIN).decode()
END
}

check 'a book is made once' a_book_is_made_once
check 'a key has one number' a_key_has_one_number
check 'data gets number and date' data_gets_number_and_date
check 'numbered data go through a pipe' numbered_data_go_through_a_pipe
check 'a new year begins at one' a_new_year_begins_at_one
check 'dates that run back are told' dates_that_run_back_are_told
check 'another document under a key is told' another_document_under_a_key_is_told
check 'a typed number gives way to that of the book' a_typed_number_gives_way
check 'a void number stays' a_void_number_stays
check 'the year of a void number is told' the_year_of_a_void_number_is_told
check 'later facts are noted, with what was there before' later_facts_are_noted
check 'what stands in a document stays as it was issued' issued_facts_stay
check 'words are found without marks' words_are_found_without_marks
check 'wrong calls are refused' wrong_calls_are_refused
check 'numbers are found as they are typed' numbers_are_found_as_typed
check 'what cannot be registered is told' what_cannot_be_registered_is_told
check 'a table is numbered whole' a_table_is_numbered_whole
check 'a pipe is no book' a_pipe_is_no_book
check 'what a terminal would obey is masked' shows_no_controls
check 'a table is numbered over common data' a_table_is_numbered_over_common_data
check 'groups are of kinds that there are' groups_are_of_kinds
check 'symbols begin with a kind that there is' symbols_begin_with_a_kind
check 'series are kept apart' series_are_kept_apart
check 'sixteen processes, some killed: no gap and no double' no_gap_and_no_double
check 'ten thousand numbers' ten_thousand_numbers
check 'a full disk and a read-only one lose nothing' a_full_disk_loses_nothing
check 'the book is printed' the_book_is_printed
check 'metadata are exported' metadata_are_exported
check 'slots are stamped in place' slots_are_stamped_in_place
check 'a stamped zip stays as it was' a_stamped_zip_stays_as_it_was
finish
