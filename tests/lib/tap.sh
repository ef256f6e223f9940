#!/usr/bin/env bash
# Results of checks as TAP: check NAME COMMAND... many times, then finish. Sourced first of all by each check, which then
# is strict, stands in the source tree ($root) and sees nothing of its caller's language and settings.

set -eu -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
cd "$root"
unset VANBAN_LANG VANBAN_TEMPLATES LANGUAGE LANG NO_COLOR
export LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
tap_count=0
tap_failed=0

pass() {
    tap_count=$((tap_count + 1))
    echo "ok $tap_count - $1"
}

# fail NAME: what went wrong is read from standard input.
fail() {
    tap_count=$((tap_count + 1))
    tap_failed=$((tap_failed + 1))
    echo "not ok $tap_count - $1"
    sed 's/^/# /'
}

# attempt COMMAND...: runs it up to its first line that fails; leaves $tap_output and $tap_status. Bash forgets `set -e`
# inside whatever stands behind `if`, `!`, `&&` and `||`, so this is called plainly.
attempt() {
    set +e
    tap_output=$(
        set -e
        "$@" 2>&1
    )
    tap_status=$?
    set -e
}

# check NAME COMMAND...: the command must succeed, every line of a function too; what it prints is shown when it does not.
check() {
    local name=$1
    shift
    attempt "$@"
    if [ "$tap_status" = 0 ]; then
        pass "$name"
    else
        fail "$name" <<<"$tap_output"
    fi
}

# nothing_from COMMAND...: what the command prints are the faults; it must succeed and print nothing.
nothing_from() {
    attempt "$@"
    [ "$tap_status" = 0 ] && [ -z "$tap_output" ] || {
        echo "${tap_output:-exit status $tap_status}"
        return 1
    }
}

finish() {
    echo "1..$tap_count"
    [ "$tap_failed" = 0 ]
}
