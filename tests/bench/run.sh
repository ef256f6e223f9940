#!/usr/bin/env bash
# How fast documents are made, beside docxtpl and beside the floor (deflate, zip and sync of the same bytes). The texts of
# all three are compared before a time counts. Needs some minutes; ROWS="1000 10000" leaves out the largest table.
set -eu -o pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
. tests/lib/install.sh
. tests/lib/build.sh
need_to_build
need python3-docxtpl /usr/bin/python3 -c 'import docxtpl'
install_missing
build_preset release build

read -ra rows <<<"${ROWS:-1000 10000 100000}"
work=build/bench
rm -rf "$work"
/usr/bin/python3 tests/bench/prepare.py "$work" "${rows[@]}"
read -ra zip_flags <<<"$(pkg-config --cflags --libs libzip libdeflate)"
gcc -std=c17 -O2 -D_GNU_SOURCE tests/bench/floor.c -o "$work/floor" "${zip_flags[@]}"
gcc -std=c17 -O2 -D_GNU_SOURCE -Iengine tests/bench/vanban_bench.c -o "$work/vanban_bench" \
    -Lbuild -lvanban "-Wl,-rpath,$root/build"

# best COMMAND...: the most documents per second of three runs; a disk is not always as fast.
best() {
    for _ in 1 2 3; do "$@"; done | sort -rn | head -1
}

# measure CASE TEMPLATE DATA N N-DOCXTPL: one row of the table.
measure() {
    local name=$1 template=$work/$2.docx data=$work/$3.json count=$4 slow_count=$5
    local out=$work/$name docxtpl floor vanban
    docxtpl=$(/usr/bin/python3 tests/bench/docxtpl_bench.py "$template" "$data" "$slow_count" "$out-docxtpl.docx")
    vanban=$(best "$work/vanban_bench" "$template" "$data" "$count" "$out-vanban.docx")
    floor=$(best "$work/floor" "$out-vanban.docx" "$count" "$out-floor.docx" word/document.xml)
    /usr/bin/python3 tests/bench/compare.py "$out-docxtpl.docx" "$out-vanban.docx"
    /usr/bin/python3 tests/bench/compare.py "$out-floor.docx" "$out-vanban.docx"
    echo "$docxtpl $vanban $floor" | awk -v name="$name" '{
        printf "%-14s %12.2f %12.2f %12.2f %11.1f %9.0f%% %10.0f %10.0f\n", name, $1, $3, $5, $3 / $1, 100 * $3 / $5, $2, $4
    }'
    rm -f "$out"-*.docx
}

printf '%-14s %12s %12s %12s %11s %10s %10s %10s\n' '' docxtpl vanban floor 'x docxtpl' 'of floor' 'MiB' 'MiB'
printf '%-14s %12s %12s %12s %11s %10s %10s %10s\n' '' documents/s documents/s documents/s '' '' docxtpl vanban
measure letter letter letter 2000 100
measure report report report 2000 50
for count in "${rows[@]}"; do
    measure "table-$count" table "table-$count" $((count < 100000 ? 100000 / count : 2)) $((count < 10000 ? 3 : 1))
done

# From a cold start: starting the program, reading the template and the data, compiling, rendering and writing are all in
# the time. It is in microseconds.
time_of() {
    local start
    start=$(date +%s%N)
    "$@" >&2
    echo $((($(date +%s%N) - start) / 1000))
}

vanban_cold() {
    build/vanban render "$1" "$2" -o "$3" --force --numbers plain
}

# cold NAME CASE: one document by each command; of ours the fastest of five.
cold() {
    local template=$work/$2.docx data=$work/$2.json docxtpl vanban out=$work/cold
    docxtpl=$(time_of /usr/bin/python3 tests/bench/docxtpl_bench.py "$template" "$data" 1 "$out-docxtpl.docx" 2>/dev/null)
    vanban=$(for _ in 1 2 3 4 5; do time_of vanban_cold "$template" "$data" "$out-vanban.docx"; done | sort -n | head -1)
    /usr/bin/python3 tests/bench/compare.py "$out-docxtpl.docx" "$out-vanban.docx"
    echo "$docxtpl $vanban" |
        awk -v name="$1" '{ printf "%-14s %12.1f %12.1f %25.1f\n", name, $1 / 1000, $2 / 1000, $1 / $2 }'
}

printf '\n%-14s %12s %12s %25s\n' 'cold start' 'docxtpl, ms' 'vanban, ms' 'x docxtpl'
cold letter letter
cold '12 000 tags' tags
