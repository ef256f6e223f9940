#!/usr/bin/env bash
# How fast documents are made, beside docxtpl, docxtemplater, easy-template-x and the floor (deflate, zip and sync of the same
# bytes). The texts of all are compared before a time counts. Needs some minutes; ROWS="1000 10000" leaves out the largest
# table, BATCH=200 makes small batches.
set -eu -o pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
. tests/lib/install.sh
. tests/lib/build.sh

# docxtemplater (MIT) and easy-template-x (MIT) from npm, of these versions on every run.
install_peers() {
    local home=$root/build/tools/peers
    [ -e "$home/node_modules/easy-template-x" ] && [ -e "$home/node_modules/docxtemplater" ] && return 0
    mkdir -p "$home"
    npm install --prefix "$home" --no-fund --no-audit easy-template-x@7.2.8 docxtemplater@3.71.0 pizzip@3.3.0 \
        >"$home/install.log" 2>&1 || {
        cat "$home/install.log" >&2
        return 1
    }
}

need_to_build
need python3-docxtpl /usr/bin/python3 -c 'import docxtpl'
need_command nodejs node
need_command npm
install_missing
build_preset release build
install_peers

read -ra rows <<<"${ROWS:-1000 10000 100000}"
work=build/bench
documents=${BATCH:-3000}
rm -rf "$work"
/usr/bin/python3 tests/bench/prepare.py "$work" "$documents" "${rows[@]}"
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

# ---- other engines ----

# peers CASE TEMPLATE N: the same content by the engines from npm.
peers() {
    local name=$1 case=$2 count=$3 engine rates=() rate out=$work/peer
    "$work/vanban_bench" "$work/$case.docx" "$work/$case.json" 1 "$out-vanban.docx" >/dev/null
    for engine in easy-template-x docxtemplater; do
        rate=$(best node tests/bench/peers_bench.js "$engine" "$work/$engine-$case.docx" "$work/peers-$case.json" "$count" "$out.docx")
        /usr/bin/python3 tests/bench/compare.py "$out.docx" "$out-vanban.docx"
        rates+=("${rate% *}")
    done
    rate=$(best "$work/vanban_bench" "$work/$case.docx" "$work/$case.json" $((count * 10)) "$out-vanban.docx")
    echo "${rates[*]} ${rate% *}" | awk -v name="$name" '{
        printf "%-14s %15.1f %15.1f %12.1f %17.1f %17.1f\n", name, $1, $2, $3, $3 / $1, $3 / $2
    }'
    rm -f "$out"*.docx
}

printf '\n%-14s %15s %15s %12s %17s %17s\n' 'documents/s' easy-template-x docxtemplater vanban 'x easy-template-x' 'x docxtemplater'
peers letter letter 100
peers report report 50

# ---- batches ----

# A batch of different documents by so many workers; documents per second, reading and planning in the time.
batch_rate() {
    local case=$1 jobs=$2 start
    rm -rf "$work/batch"
    start=$(date +%s%N)
    build/vanban batch "$work/$case.docx" "$work/${case}s.jsonl" --out-dir "$work/batch" --name '{{ stt }}' --jobs "$jobs" \
        --numbers plain 2>/dev/null
    awk -v count="$documents" -v time="$(($(date +%s%N) - start))" 'BEGIN { printf "%.4f\n", count / time * 1e9 }'
}

# So many copies of the floor at once, each with its part.
floor_rate() {
    local document=$1 jobs=$2 job
    rm -rf "$work"/floor-[0-9]
    for job in $(seq "$jobs"); do
        mkdir "$work/floor-$job"
        "$work/floor" "$document" $((documents / jobs)) "$work/floor-$job/" word/document.xml &
    done | awk '{ rate += $1 } END { printf "%.4f\n", rate }'
}

# batches CASE: one row; the first document of the batch is what the floor writes.
batches() {
    local case=$1 one two floor floor_two
    one=$(best batch_rate "$case" 1)
    cp "$work/batch/1.docx" "$work/first.docx"
    /usr/bin/python3 tests/bench/docxtpl_bench.py "$work/$case.docx" <(head -1 "$work/${case}s.jsonl") 1 "$work/docxtpl.docx" >/dev/null
    /usr/bin/python3 tests/bench/compare.py "$work/docxtpl.docx" "$work/first.docx"
    two=$(best batch_rate "$case" 2)
    cmp "$work/first.docx" "$work/batch/1.docx"
    floor=$(best floor_rate "$work/first.docx" 1)
    floor_two=$(best floor_rate "$work/first.docx" 2)
    echo "$one $floor $two $floor_two" | awk -v name="$case" '{
        printf "%-14s %12.1f %12.1f %9.0f%% %12.1f %12.1f %9.0f%% %8.2f\n", name, $1, $2, 100 * $1 / $2, $3, $4, 100 * $3 / $4, $3 / $1
    }'
    rm -rf "$work/batch" "$work"/floor-[0-9]
}

printf '\n%-14s %12s %12s %10s %12s %12s %10s %8s\n' 'batch' '1 worker' floor 'of floor' '2 workers' '2 floors' 'of floor' 2/1
batches letter
batches report

# ---- cold start ----

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
