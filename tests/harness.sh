#!/usr/bin/env bash
# What all tests stand on: a check fails when any line of it does, what a program prints is counted as it should be, and what
# has to have a test has one.
. "$(dirname "$0")/lib/tap.sh"

# ---- tests/lib/tap.sh ----

first_line_fails() {
    false
    true
}
a_loop_fails_once() {
    local word
    for word in true false true; do
        "$word"
    done
}
a_pipe_fails() {
    false | cat
}
a_difference_is_shown() {
    diff <(echo one) <(echo two)
    echo behind
}
succeeds() {
    true
}
succeeds_with_words() {
    echo a fault
}
unset_name() {
    echo "$nobody_set_this"
}

# says VERDICT PATTERN COMMAND...: what check makes of the command.
says() {
    local verdict=$1 pattern=$2 told tap_count=0
    shift 2
    told=$(check name "$@")
    [[ $told == "$verdict 1 - name"* ]] && grep -qE -- "$pattern" <<<"$told" || {
        echo "$told"
        return 1
    }
}

check 'a command that succeeds' says ok '' succeeds
check 'a first line that fails' says 'not ok' '' first_line_fails
check 'one round of a loop that fails' says 'not ok' '' a_loop_fails_once
check 'a pipe that fails' says 'not ok' '' a_pipe_fails
check 'a difference, and nothing behind it' says 'not ok' '^# > two' a_difference_is_shown
check 'a name without a value' says 'not ok' 'nobody_set_this' unset_name
check 'a command there is not' says 'not ok' 'no-such-command' no-such-command
check 'nothing from what prints nothing' says ok '' nothing_from succeeds
check 'something from what prints' says 'not ok' '^# a fault' nothing_from succeeds_with_words
check 'something from what fails silently' says 'not ok' '^# exit status 1' nothing_from first_line_fails
check 'finish fails when a check did' says 'not ok' '' eval 'tap_failed=1 && finish'

# ---- tests/lib/count.awk ----

# counts "PASSED FAILED" STATUS OUTPUT (as printf reads it)
counts() {
    local counted
    # shellcheck disable=SC2059
    counted=$(printf "$3" | awk -v status="$2" -f tests/lib/count.awk 2>/dev/null)
    [ "$counted" = "$1" ] || {
        echo "counted $counted"
        return 1
    }
}

check 'all passed' counts '2 0' 0 'ok 1 - a\nok 2 - b\n1..2\n'
check 'the plan may come first' counts '1 0' 0 '1..1\nok 1 - a\n# ok - tests\n'
check 'one failed' counts '1 1' 1 'ok 1 - a\nnot ok 2 - b\n# why\n1..2\n'
check 'one was skipped' counts '1 1' 0 'ok 1 - a\nok 2 - b # SKIP none\n1..2\n'
check 'a program that died' counts '1 1' 139 'ok 1 - a\n1..2\n'
check 'a program that said nothing' counts '0 1' 0 ''
check 'a plan of nothing' counts '0 1' 0 '1..0\n'
check 'a plan that was not kept' counts '1 1' 0 'ok 1 - a\n1..3\n'
check 'all passed, but for the exit status' counts '1 1' 1 'ok 1 - a\n1..1\n'

# ---- tests/data/outlines ----

outlines_are_renewed() {
    . tests/lib/forms.sh
    diff <(outline_names | sort) <(find tests/data/outlines -name '*.txt' -printf '%f\n' | sed 's/\.txt$//' | sort)
}

check 'tests/accept.sh renews every outline there is' outlines_are_renewed

# ---- tests/README.md ----

check 'what holds each promise is there' nothing_from /usr/bin/python3 tests/lib/promises.py tests/README.md
check 'each check of a shipped form has its case' nothing_from /usr/bin/python3 tests/lib/form_checks.py
finish
