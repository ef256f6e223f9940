#!/usr/bin/env bash
# Reports of a period from a batch: the figures of each unit kept with its document and compared with those before; what is
# closed, whose report stands twice, kill -9 and going on, full disks. Called with the path of a vanban to test.
. "$(dirname "$0")/lib/disk.sh"
. "$(dirname "$0")/lib/command.sh"
. tests/lib/batch.sh
form=$root/tests/data/periodic
grep -vE '^(Đơn vị|Nhận|Kỳ|Đã xong|Phí)' "$form/example.yaml" >"$work/chung.yaml"

# units N RECEIVED LEFT STEP: a row for so many units; each got one more than the one before, the first one more than
# RECEIVED, and had STEP more, the first STEP more than LEFT.
units() {
    local unit
    echo 'Mã,Đơn vị,Nhận,Kỳ trước chuyển qua,Đã xong,Phí'
    for unit in $(seq "$1"); do
        echo "X$unit,UBND xã số $unit,$(($2 + unit)),$(($3 + $4 * unit)),22,150000"
    done
}

reports=(vanban batch "$form" --data chung.yaml --name '{{ Mã }}')

# issue TABLE FOLDER HISTORY PERIOD OPTION...
issue() {
    run "${reports[@]}" "$1" --out-dir "$2" --history "$3" --period "$4" "${@:5}"
}

# What a history says, whatever the order it was written in.
kept() {
    sqlite3 "$work/$1" "SELECT 'report', form, unit, period, document, issues, is_closed FROM report
        UNION ALL SELECT 'figure', unit, period, name, value, whole, file || line FROM figure JOIN report ON report.id = report
        UNION ALL SELECT 'event', unit, period, act, note, '', '' FROM event JOIN report ON report.id = report" | sort
}

# same_history HISTORY HISTORY PATTERN PATTERN: they differ in the names of folders alone.
same_history() {
    diff <(kept "$1" | sed "s/$3/NƠI/") <(kept "$2" | sed "s/$4/NƠI/") || fault "$1 and $2 differ"
}

# ends_with N: the last N lines of standard error are what is read from standard input.
ends_with() {
    diff -u - <(tail -n "$1" "$scratch/err") || fault "told something else"
}

counts() {
    grep -qF "Đã tạo $1 văn bản, giữ nguyên $2, lỗi $3" "$scratch/err" || fault "expected $1 made, $2 kept, $3 failed"
}

documents_in() {
    (cd "$work" && printf '%s\n' "$1"/*.docx | sort)
}

has_figures_of() {
    diff <(sqlite3 "$1" 'SELECT document FROM report' | sort) <(documents_in "$2") || fault "figures and documents differ"
}

# ---- one month and the next ----

a_month_later_each_is_compared_with_its_own() {
    local unit
    issue chin.csv chin so.db 2023-09 && ends 0 && counts 12 0 0 && issue muoi.csv muoi so.db 2023-10 && ends 0 && counts 12 0 0 ||
        return 1
    for unit in 1 12; do
        "$vanban" outline "$work/muoi/X$unit.docx" >"$scratch/told"
        grep -q "^Lời: tăng $(printf %02d $((8 + unit))) hồ sơ .* so với kỳ trước" "$scratch/told" ||
            fault "$(cat "$scratch/told")" || return 1
        grep -q "^Số: $((33 + 3 * unit))|$((25 + 2 * unit))|" "$scratch/told" || fault "$(cat "$scratch/told")" || return 1
    done
    [ "$(kept so.db | grep -c '^report')" = 24 ] || fault "$(kept so.db)"
}

any_number_of_workers_does_the_same() {
    local jobs file
    for jobs in 1 4; do
        issue chin.csv "chin-$jobs" "so-$jobs.db" 2023-09 --jobs "$jobs" && ends 0 || return 1
        issue muoi.csv "muoi-$jobs" "so-$jobs.db" 2023-10 --jobs "$jobs" && ends 0 || return 1
    done
    for file in "$work"/muoi-1/*.docx; do
        cmp "$file" "$work/muoi-4/${file##*/}" || return 1
    done
    same_history so-1.db so-4.db '\(chin\|muoi\)-1' '\(chin\|muoi\)-4'
}

going_on_keeps_what_is_right() {
    local report="(SELECT id FROM report WHERE unit = 'UBND xã số 3' AND period = '2023-10')"
    issue muoi.csv muoi so.db 2023-10 --resume && ends 0 && counts 0 12 0 || return 1
    sqlite3 "$work/so.db" "DELETE FROM figure WHERE report = $report; DELETE FROM event WHERE report = $report;
        DELETE FROM report WHERE id = $report"
    issue muoi.csv muoi so.db 2023-10 --resume && ends 0 && counts 1 11 0 || return 1
    [ "$(kept so.db | grep -c '^report')" = 24 ] || fault "the figures that were lost are not back"
}

figures_that_change_are_seen() {
    sed 's/^X5,UBND xã số 5,25/X5,UBND xã số 5,29/' "$work/chin.csv" >"$work/sua.csv"
    issue sua.csv chin so.db 2023-09 --resume && ends 0 && ends_with 3 <<'TOLD' || return 1
Đã tạo 1 văn bản, giữ nguyên 11, lỗi 0: chin
lưu ý: 1 báo cáo của kỳ này đã phát hành trước đó với số liệu khác, nay đã thay (batch-replaced)
  gợi ý: Xem số nào đã thay: vanban period list --history so.db --period 2023-09 --json
TOLD
    sed 's/^X5,UBND xã số 5,35,13/X5,UBND xã số 5,35,17/' "$work/muoi.csv" >"$work/sua-10.csv"
    issue sua-10.csv muoi so.db 2023-10 --resume && ends 0 && counts 12 0 0 || return 1
    "$vanban" outline "$work/muoi/X5.docx" >"$scratch/told"
    grep -q '^Số: 52|39|' "$scratch/told" || fault "compared with what was before: $(cat "$scratch/told")" || return 1
    kept so.db >"$scratch/kept"
    grep -q '^event|UBND xã số 5|2023-09|reissue|Nhận: 25 → 29; ' "$scratch/kept" || fault "$(grep ^event "$scratch/kept")"
}

a_closed_period_fails_alone() {
    cp "$work/chin/X7.docx" "$work/da-phat-hanh.docx"
    run vanban period close --history so.db --period 2023-09 --unit 'UBND xã số 7' && ends 0 || return 1
    sed -i 's/^X7,UBND xã số 7,27/X7,UBND xã số 7,28/; s/^X8,UBND xã số 8,28/X8,UBND xã số 8,30/' "$work/sua.csv"
    issue sua.csv chin so.db 2023-09 --resume --jobs 1
    ends 1 && counts 1 10 1 && grep -q '(batch-replaced)' "$scratch/err" &&
        grep -q 'Kỳ tháng 9 năm 2023 của UBND xã số 7 đã chốt, .*: Nhận: 27 → 28; .*(history-closed)' "$scratch/err" &&
        grep -q 'ở: sua.csv, dòng 8' "$scratch/err" || fault "expected history-closed" || return 1
    cmp "$work/chin/X7.docx" "$work/da-phat-hanh.docx" || fault "the document that was issued is another" || return 1
    kept so.db >"$scratch/kept"
    grep -q '^figure|UBND xã số 7|2023-09|nhan|27|' "$scratch/kept" || fault "$(grep 'số 7' "$scratch/kept")" || return 1
    no_temporaries chin
}

# ---- what is refused ----

two_reports_of_a_unit_are_refused() {
    { cat "$work/chin.csv" && echo 'Y1,UBND xã số 4 ,1,1,1,1'; } >"$work/trung.csv"
    is_refused 3 batch-same-unit 'Bản ghi 4 và 13 cùng là báo cáo của UBND xã số 4' "${reports[@]}" trung.csv --out-dir trung \
        --history trung.db --period 2023-09 &&
        is_refused 3 batch-same-unit 'Bản ghi 1 và 2 cùng là báo cáo của UBND huyện' "${reports[@]}" chin.csv --out-dir trung \
            --history trung.db --period 2023-09 --unit 'UBND huyện' --shard 1/2
}

wrong_calls_are_refused() {
    local calls=("${reports[@]}" chin.csv --out-dir x --history x.db)
    is_refused 2 period-missing 2026-09 "${calls[@]}" && is_refused 2 period-unreadable 2023-13 "${calls[@]}" --period 2023-13 &&
        is_refused 4 history-not-kept cong-van vanban batch cong-van chin.csv --name '{{ Mã }}' --out-dir x --history x.db \
            --period 2023-09 || return 1
    echo 'không phải sổ' >"$work/x.db"
    is_refused 5 database-foreign x.db "${calls[@]}" --period 2023-09
}

a_row_without_its_unit_fails_alone() {
    { cat "$work/chin.csv" && echo 'Y1,,1,1,1,1'; } >"$work/vo-danh.csv"
    issue vo-danh.csv vo-danh vo-danh.db 2023-09
    ends 1 && counts 12 0 1 && grep -q '(history-unit)' "$scratch/err" || fault "expected history-unit"
}

# ---- what goes along ----

a_plan_and_a_draft_write_nothing() {
    issue chin.csv nhap nhap.db 2023-09 --plan && ends 0 && [ ! -e "$work/nhap" ] && [ ! -e "$work/nhap.db" ] ||
        fault "the plan wrote something" || return 1
    issue chin.csv nhap nhap.db 2023-09 --draft && ends 0 && counts 12 0 0 && [ -z "$(kept nhap.db)" ] || fault "a draft was kept" || return 1
    issue chin.csv nhap nhap.db 2023-09 --draft --resume && ends 0 && counts 0 12 0
}

# A letter goes with each report: it keeps nothing, and needs not.
other_forms_go_along() {
    printf 'Mã,Đơn vị,Kính gửi,Nhận,Kỳ trước chuyển qua,Đã xong\nX1,UBND xã số 1,Ban A,20,5,22\n' >"$work/kem.csv"
    run vanban batch "$form" cong-van kem.csv --data chung.yaml --set 'Nội dung=Gửi báo cáo.' --name '{{ Mã }} {{ mẫu }}' \
        --out-dir kem --history kem.db --period 2023-09
    ends 0 && counts 2 0 0 && [ "$(kept kem.db | grep -c '^report')" = 1 ] || fault "$(kept kem.db)"
}

parts_share_a_history() {
    issue chin.csv phan phan.db 2023-09 --shard 1/2 && ends 0 && issue chin.csv phan phan.db 2023-09 --shard 2/2 && ends 0 &&
        run vanban manifest merge phan && ends 0 && issue chin.csv mot mot.db 2023-09 && ends 0 &&
        same_history phan.db mot.db phan mot
}

# ---- crashes and disks ----

figures_have_documents() {
    local document
    [ -e "$work/giet.db" ] || return 0
    while IFS= read -r document; do
        [ -e "$work/$document" ] || fault "figures without $document" || return 1
    done < <(sqlite3 "$work/giet.db" 'SELECT document FROM report' 2>/dev/null)
}

# Killed at random many times: there are never figures whose document does not stand, and whenever one comes to its end
# documents and figures are as if nothing had happened.
kills_leave_no_trace() {
    local kills=0 whole=0 begun pid longest
    takes issue nhieu.csv yen yen.db 2023-09 --jobs 2 && ends 0 || return 1
    begun=$SECONDS
    while [ "$kills" -lt 3 ] || { [ "$kills" -lt 100 ] && [ $((SECONDS - begun)) -lt 6 ]; }; do
        kill_run "${reports[@]}" nhieu.csv --out-dir giet --history giet.db --period 2023-09 --jobs 2 --resume || return 1
        if [ "$status" = 0 ]; then
            same_history yen.db giet.db yen giet && rm -r "$work/giet" "$work/giet.db" || return 1
        else
            figures_have_documents || return 1
        fi
    done
    echo "# killed $kills times, came to its end $whole times" >&3
    issue nhieu.csv giet giet.db 2023-09 --resume && ends 0 && no_temporaries giet && same_history yen.db giet.db yen giet &&
        has_figures_of "$work/giet.db" giet
}

# The disk of the history fills up: what could not be kept was not issued. There are more units than are ever begun before
# the first of them is told.
a_full_disk_issues_nothing_half() {
    local disk=$work/dia full
    make_disk "$disk" 48k || return 1
    issue ba-tram.csv day dia/so.db 2023-09 --jobs 1
    full=$status
    [ "$full" = 1 ] && grep -q '(database-full)' "$scratch/err" && grep -q '(batch-stopped)' "$scratch/err" ||
        fault "expected a full disk" || return 1
    [ -z "$(sqlite3 "$disk/so.db" 'SELECT document FROM report')" ] && [ -z "$(compgen -G "$work/day/*.docx")" ] ||
        has_figures_of "$disk/so.db" day || return 1
    grow_disk "$disk" 8m
    issue ba-tram.csv day dia/so.db 2023-09 --resume && ends 0 && counts 300 0 0 && has_figures_of "$disk/so.db" day || return 1
    umount "$disk"
}

units 12 20 5 1 >"$work/chin.csv"
units 12 30 3 2 >"$work/muoi.csv"
units 60 20 5 1 >"$work/nhieu.csv"
units 300 20 5 1 >"$work/ba-tram.csv"
exec 3>&1

check 'a month later each unit is compared with its own figures' a_month_later_each_is_compared_with_its_own
check 'any number of workers does the same' any_number_of_workers_does_the_same
check 'going on keeps what is right and brings back what is lost' going_on_keeps_what_is_right
check 'figures that change are seen' figures_that_change_are_seen
check 'a closed period fails alone' a_closed_period_fails_alone
check 'two reports of a unit are refused' two_reports_of_a_unit_are_refused
check 'wrong calls are refused' wrong_calls_are_refused
check 'a row without its unit fails alone' a_row_without_its_unit_fails_alone
check 'a plan and a draft write nothing into it' a_plan_and_a_draft_write_nothing
check 'forms that keep no figures go along' other_forms_go_along
check 'parts share a history' parts_share_a_history
check 'kill -9 at any moment leaves no trace' kills_leave_no_trace
check 'on a full disk nothing is issued half' a_full_disk_issues_nothing_half
finish
