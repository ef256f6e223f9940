#!/usr/bin/env bash
# How fast documents are made, beside docxtpl, docxtemplater, easy-template-x and the floor (deflate and zip of the same bytes).
# The texts of all are compared before a time counts. Needs some minutes; ROWS="1000 10000" leaves out the largest table,
# BATCH=200 makes small batches, COUNT=200 few documents otherwise.
#
# Nobody writes a file over another, and nothing is deleted before the end: ext4 does not take the inode of a deleted file for
# some minutes, and looks at each of them whenever a file is made. What is synced stands above each table.
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
documents=${BATCH:-9963} # 3 321 units, three documents each
letters=${COUNT:-2000}
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

# fresh: makes a folder for documents and prints its name.
fresh() {
    echo "$(mktemp -d "$work/out-XXXXXX")/"
}

vanban() {
    "$work/vanban_bench" "$1" "$2" "$3" "$(fresh)" "$4"
}

docxtpl() {
    /usr/bin/python3 tests/bench/docxtpl_bench.py "$1" "$2" "$3" "$(fresh)"
}

# floor DOCUMENT N GROUP
floor() {
    "$work/floor" "$1" "$2" "$(fresh)" "$3" word/document.xml
}

# first TEMPLATE DATA OUT: one document of ours.
first() {
    local folder
    folder=$(fresh)
    "$work/vanban_bench" "$1" "$2" 1 "$folder" unsynced >/dev/null
    mv "$folder/0.docx" "$3"
}

# measure CASE TEMPLATE DATA N N-DOCXTPL: one row of the table; of tables docxtpl makes few, once.
measure() {
    local name=$1 template=$work/$2.docx data=$work/$3.json count=$4 slow_count=$5 folder docxtpl rates=()
    local document=$work/first-$name.docx
    folder=$(fresh)
    docxtpl=$(/usr/bin/python3 tests/bench/docxtpl_bench.py "$template" "$data" "$slow_count" "$folder")
    first "$template" "$data" "$document"
    /usr/bin/python3 tests/bench/compare.py "$folder/0.docx" "$document"
    folder=$(fresh)
    "$work/floor" "$document" 1 "$folder" 0 word/document.xml >/dev/null
    /usr/bin/python3 tests/bench/compare.py "$folder/0.docx" "$document"
    [ "$slow_count" -lt 50 ] || docxtpl=$(best docxtpl "$template" "$data" "$slow_count")
    rates+=("$(best vanban "$template" "$data" "$count" unsynced)" "$(best floor "$document" "$count" 0)")
    rates+=("$(best vanban "$template" "$data" "$count" synced)" "$(best floor "$document" "$count" 1)")
    echo "$docxtpl ${rates[*]}" | awk -v name="$name" '{
        printf "%-14s %9.2f %9.2f %9.2f %9.1f %8.0f%% %9.2f %9.2f %8.0f%% %9.0f %9.0f\n", name, $1, $3, $5, $3 / $1,
            100 * $3 / $5, $7, $9, 100 * $7 / $9, $2, $4
    }'
}

echo 'Documents a second, one thread; vanban deflates what is longer than 1 MiB in a second one. docxtpl never syncs; synced:'
echo 'each file and its folder before the next is begun.'
printf '%-14s %9s %9s %9s %9s %9s %9s %9s %9s %9s %9s\n' '' docxtpl vanban floor 'x docxtpl' 'of floor' synced floor \
    'of floor' 'MiB, tpl' vanban
measure letter letter letter "$letters" 100
measure report report report "$letters" 50
for count in "${rows[@]}"; do
    measure "table-$count" table "table-$count" $((count < 100000 ? 100000 / count : 2)) $((count < 10000 ? 3 : 1))
done

# ---- other engines ----

peer() {
    node tests/bench/peers_bench.js "$1" "$2" "$3" "$4" "$(fresh)"
}

# peers CASE N: the same content by the engines from npm.
peers() {
    local case=$1 count=$2 engine rates=() rate folder
    for engine in easy-template-x docxtemplater; do
        folder=$(fresh)
        node tests/bench/peers_bench.js "$engine" "$work/$engine-$case.docx" "$work/peers-$case.json" 1 "$folder" >/dev/null
        /usr/bin/python3 tests/bench/compare.py "$folder/0.docx" "$work/first-$case.docx"
        rate=$(best peer "$engine" "$work/$engine-$case.docx" "$work/peers-$case.json" "$count")
        rates+=("${rate% *}")
    done
    rate=$(best vanban "$work/$case.docx" "$work/$case.json" $((count * 10)) unsynced)
    echo "${rates[*]} ${rate% *}" | awk -v name="$case" '{
        printf "%-14s %15.1f %15.1f %12.1f %17.1f %17.1f\n", name, $1, $2, $3, $3 / $1, $3 / $2
    }'
}

printf '\n%s\n' 'Documents a second, nothing synced.'
printf '%-14s %15s %15s %12s %17s %17s\n' '' easy-template-x docxtemplater vanban 'x easy-template-x' 'x docxtemplater'
peers letter 100
peers report 50

# ---- batches ----

# So many documents are synced at a time by vanban batch, mostly.
group=32

# on_cores N COMMAND...: on one processor, or on all there are.
on_cores() {
    local processors=0
    [ "$1" = 1 ] || processors=0-$(($(nproc --all) - 1))
    shift
    taskset -c "$processors" "$@"
}

# A batch of different documents by so many workers; documents per second, reading and planning in the time.
batch_rate() {
    local case=$1 jobs=$2 start
    start=$(date +%s%N)
    on_cores "$jobs" build/vanban batch "$work/$case.docx" "$work/${case}s.jsonl" --out-dir "$3" --name '{{ stt }}' --jobs "$jobs" \
        --numbers plain 2>/dev/null || return 1
    awk -v count="$documents" -v time="$(($(date +%s%N) - start))" 'BEGIN { printf "%.4f\n", count / time * 1e9 }'
}

batch() {
    batch_rate "$1" "$2" "$(fresh)"
}

# So many copies of the floor at once, each with its part.
floors() {
    local document=$1 jobs=$2
    for _ in $(seq "$jobs"); do
        on_cores "$jobs" "$work/floor" "$document" $((documents / jobs)) "$(fresh)" "$group" word/document.xml &
    done | awk '{ rate += $1 } END { printf "%.4f\n", rate }'
}

# batches CASE: one row; the first document of the batch is what the floor writes.
batches() {
    local case=$1 one two floor floor_two folder document=$work/first-batch-$1.docx
    folder=$(fresh)
    batch_rate "$case" 1 "$folder" >/dev/null
    cp "$folder/1.docx" "$document"
    folder=$(fresh)
    batch_rate "$case" 2 "$folder" >/dev/null
    cmp "$document" "$folder/1.docx"
    folder=$(fresh)
    /usr/bin/python3 tests/bench/docxtpl_bench.py "$work/$case.docx" <(head -1 "$work/${case}s.jsonl") 1 "$folder" >/dev/null
    /usr/bin/python3 tests/bench/compare.py "$folder/0.docx" "$document"
    one=$(best batch "$case" 1)
    two=$(best batch "$case" 2)
    floor=$(best floors "$document" 1)
    floor_two=$(best floors "$document" 2)
    echo "$one $floor $two $floor_two" | awk -v name="$case" '{
        printf "%-14s %12.1f %12.1f %9.0f%% %12.1f %12.1f %9.0f%% %8.2f\n", name, $1, $2, 100 * $1 / $2, $3, $4, 100 * $3 / $4, $3 / $1
    }'
}

printf '\n%s\n%s\n' "Batches, documents a second; all are synced before they have their names, $group at a time." \
    'One worker, with the thread that calls, and one floor have one processor; two have all there are.'
printf '%-14s %12s %12s %10s %12s %12s %10s %8s\n' 'batch' '1 worker' floor 'of floor' '2 workers' '2 floors' 'of floor' 2/1
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
    build/vanban render "$1" "$2" -o "$3" --numbers plain
}

# cold NAME CASE: one document by each command; of ours the fastest of five.
cold() {
    local template=$work/$2.docx data=$work/$2.json docxtpl vanban folder
    folder=$(fresh)
    docxtpl=$(time_of /usr/bin/python3 tests/bench/docxtpl_bench.py "$template" "$data" 1 "$folder" 2>/dev/null)
    vanban=$(for i in 1 2 3 4 5; do time_of vanban_cold "$template" "$data" "$folder/vanban-$i.docx"; done | sort -n | head -1)
    /usr/bin/python3 tests/bench/compare.py "$folder/0.docx" "$folder/vanban-1.docx"
    echo "$docxtpl $vanban" |
        awk -v name="$1" '{ printf "%-14s %12.1f %12.1f %25.1f\n", name, $1 / 1000, $2 / 1000, $1 / $2 }'
}

printf '\n%-14s %12s %12s %25s\n' 'cold start' 'docxtpl, ms' 'vanban, ms' 'x docxtpl'
cold letter letter
cold '12 000 tags' tags
rm -rf "$work"/out-*
