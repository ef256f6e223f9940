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

# kill_run PID: ends a run into giet and counts it in `kills`, or in `whole` when it came to its end before: then giet
# must be as yen is, and is made anew.
kill_run() {
    kill -9 "$1" 2>/dev/null || true
    if wait "$1" 2>/dev/null; then
        whole=$((whole + 1))
        no_temporaries giet && same_batch yen giet || return 1
        rm -r "$work/giet"
    else
        kills=$((kills + 1))
    fi
}
