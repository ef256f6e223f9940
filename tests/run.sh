#!/usr/bin/env bash
# All tests: installs what they need, builds the presets dev and asan, runs every unit program of both and every check
# in tests/, two at a time. The last line counts results: "N passed, N failed".
# With a PATTERN only the programs whose name contains it run.
set -eu -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. tests/lib/install.sh
. tests/lib/build.sh
. tests/lib/validator.sh
pattern=${1:-}
results=build/tests
export LC_ALL=C.UTF-8
unset VANBAN_LANG VANBAN_TEMPLATES
export VANBAN_VERIFY=1 # every document that a test makes is read back before it is kept
# The tree may belong to somebody else, as in a container.
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'

# start NAME COMMAND...: runs it beside at most one other; its results go to $results/NAME.
start() {
    local name=$1
    shift
    [[ $name == *"$pattern"* ]] || return 0
    while [ "$(jobs -rp | wc -l)" -ge 2 ]; do
        wait -n || true
    done
    run_one "$name" "$@" &
}

run_one() {
    local name=$1 output=$results/$1.tap status=0 counts
    shift
    timeout --kill-after=10 1800 "$@" >"$output" 2>&1 </dev/null || status=$?
    counts=$(awk -v status="$status" -f tests/lib/count.awk "$output" 2>"$results/$name.faults")
    echo "$counts" >"$results/$name.counts"
    (
        flock 9
        tell "$name" "$counts"
    ) 9>"$results/lock"
}

# tell NAME "PASSED FAILED": one line when all is well, else also what the program printed.
tell() {
    if [ "${2#* }" = 0 ]; then
        echo "ok      $1 (${2% *})"
    else
        echo "not ok  $1"
        grep -v '^ok ' "$results/$1.tap" | sed 's/^/    /' || true
        sed 's/^/    /' "$results/$1.faults"
    fi
}

start_programs() {
    local preset program
    for preset in dev asan; do
        for program in "build/$preset/unit"/*; do
            start "$preset-$(basename "$program")" "$program"
        done
    done
}

start_checks() {
    local check
    for check in tests/*.sh; do
        case $check in
        tests/run.sh | tests/look.sh | tests/accept.sh | tests/documents.sh) ;;
        tests/cli.sh | tests/hostile.sh | tests/docxtpl.sh)
            start "$(basename "$check" .sh)" "$check" build/dev/vanban
            start "$(basename "$check" .sh)-asan" "$check" build/asan/vanban
            ;;
        *) start "$(basename "$check" .sh)" "$check" ;;
        esac
    done
}

need_to_build
need_to_test
install_missing
validator_install
rm -rf "$results" build/test-documents build/dev/unit build/asan/unit
mkdir -p "$results" build/test-documents
if ! build_preset dev build/dev || ! build_preset asan build/asan; then
    echo "0 passed, 1 failed"
    exit 1
fi
start_checks
start_programs
wait
# Last: it also looks at the documents that the others left in build/test-documents.
start documents tests/documents.sh
wait
# What was killed on its way has no counts.
for output in "$results"/*.tap; do
    [ ! -s "${output%.tap}.counts" ] || continue
    echo "not ok  $(basename "$output" .tap), killed on its way"
    echo '0 1' >"${output%.tap}.counts"
done
cat "$results"/*.counts |
    awk '{ passed += $1; failed += $2 } END { printf "%d passed, %d failed\n", passed, failed; exit failed > 0 || !passed }'
