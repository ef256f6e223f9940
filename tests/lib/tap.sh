#!/usr/bin/env bash
# Results of checks as TAP. Sourced: check NAME COMMAND... many times, then finish.

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

# check NAME COMMAND...: the command must succeed; what it prints is shown when it does not.
check() {
    local name=$1 output
    shift
    if output=$("$@" 2>&1); then
        pass "$name"
    else
        fail "$name" <<<"$output"
    fi
}

# nothing_from COMMAND...: what the command prints are the faults; it must print nothing.
nothing_from() {
    local output
    output=$("$@" 2>&1) || true
    [ -z "$output" ] || {
        echo "$output"
        return 1
    }
}

finish() {
    echo "1..$tap_count"
    [ "$tap_failed" = 0 ]
}
