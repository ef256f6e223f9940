#!/usr/bin/env bash
# Letters to villages, one for each row of a table. Sourced after command.sh.

cat >"${work:?}/chung.yaml" <<'END'
Cơ quan ban hành: ỦY BAN NHÂN DÂN XÃ AN BÌNH
Ký hiệu: UBND-VP
Nơi ban hành: An Bình
Ngày: 2026-05
Trích yếu: rà soát hồ sơ trực tuyến
Nội dung: Đề nghị đơn vị rà soát hồ sơ trực tuyến tồn đọng, báo cáo UBND xã trước ngày 20/5/2026
Quyền hạn, chức vụ: CHỦ TỊCH
Người ký: Trần Văn Hòa
Nơi nhận: [Như trên]
END

# The command, but for the table and the folder.
letters=("${vanban:?}" batch cong-van --data chung.yaml --name '{{ Mã }}')

# records N: a table of so many villages.
records() {
    echo 'Mã,Kính gửi'
    seq "$1" | sed 's/.*/T&,Trưởng thôn số &/'
}

# batch RECORDS FOLDER OPTION...: a letter for each record, named by its code.
batch() {
    run "${letters[@]}" "$1" --out-dir "$2" "${@:3}"
}

# ends STATUS: how the last run must have ended.
ends() {
    [ "${status:?}" = "$1" ] || fault "expected exit status $1"
}

# same_batch FOLDER FOLDER: the same names and bytes, manifests included.
same_batch() {
    diff -r "$work/$1" "$work/$2" || fault "$1 and $2 differ"
}

no_temporaries() {
    [ -z "$(find "$work/$1" -name '.*')" ] || fault "temporaries left" "$(ls -A "$work/$1")"
}

# ---- runs that are met on their way, however fast or slow they are ----

# Begun with these a batch has a warning of its first document to tell, so goes no further than what it has begun by then.
# shellcheck disable=SC2034
warned=(--set 'Ngày=2026-05-04')

# begin COMMAND...: in the work folder and in the background, as $pid. It comes to no end before `await`: what it tells on
# standard error, at its end at the latest, goes into a pipe that is full.
begin() {
    rm -f "$scratch/pipe"
    mkfifo "$scratch/pipe"
    exec 4<>"$scratch/pipe"
    dd if=/dev/zero of="$scratch/pipe" bs=4096 oflag=nonblock 2>/dev/null || true
    (cd "$work" && exec "$@" 4>&-) >"$scratch/out" 2>"$scratch/pipe" &
    pid=$!
}

# await: lets what was begun come to its end; leaves $status and $scratch/err.
await() {
    exec 5<"$scratch/pipe" 4>&-
    tr -d '\0' <&5 >"$scratch/err"
    exec 5<&-
    await_end
}

# await_unread: as await, but nobody reads what it tells.
await_unread() {
    exec 4>&-
    await_end
}

await_end() {
    status=0
    wait "$pid" 2>/dev/null || status=$?
}

# tell_to_stop [PID]: the signal has come when this returns; two of them that wait are one.
tell_to_stop() {
    kill -TERM "${1:-$pid}"
    while grep -q '^ShdPnd:.*[1-9a-f]' "/proc/${1:-$pid}/status" 2>/dev/null; do sleep 0.01; done
}

# appears PATTERN: waits for a file in the work folder that is not empty; what never appears fails some time.
appears() {
    local last=$((SECONDS + 300))
    until [ -n "$(cd "$work" && find . -path "./$1" -size +0)" ]; do
        [ "$SECONDS" -lt "$last" ] || fault "expected $1" || return 1
        sleep 0.01
    done
}

# takes COMMAND...: leaves in `longest` how many milliseconds it takes, and some more.
takes() {
    local before
    before=$(date +%s%3N)
    "$@"
    longest=$(($(date +%s%3N) - before + 20))
}

# kill_run COMMAND...: a run is ended within `longest` milliseconds and counted in `kills`, or in `whole` when it came to
# its end before, which the next ones then have no more time for; leaves $status.
kill_run() {
    local wait=$(((RANDOM << 15 | RANDOM) % longest))
    (cd "$work" && exec "$@") >"$scratch/out" 2>"$scratch/err" &
    pid=$!
    sleep "$((wait / 1000)).$(printf '%03d' $((wait % 1000)))"
    kill -9 "$pid" 2>/dev/null || true
    await_end
    case $status in
    0) whole=$((whole + 1)) longest=$((wait + 20)) ;;
    137) kills=$((kills + 1)) ;;
    *) fault 'expected it to come to its end, or to be killed' ;;
    esac
}

# Of a run into giet that came to its end: all is as in yen, which none was killed for; the next one begins anew.
is_whole_in_peace() {
    [ "$status" != 0 ] || { no_temporaries giet && same_batch yen giet && rm -r "$work/giet"; }
}
