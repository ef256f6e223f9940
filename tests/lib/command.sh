#!/usr/bin/env bash
# The command from outside, in a folder of its own. Sourced first of all by checks that may be called with the path of a
# vanban. The work folder's name has a blank and Vietnamese letters, as an office's folders have.

. "$(dirname "$0")/lib/tap.sh"
vanban=$(realpath "${1:-build/dev/vanban}")
# Documents that are left here tests/documents.sh looks at.
documents=$root/build/test-documents
mkdir -p "$documents"
scratch=$(mktemp -d "$root/build/command-XXXXXX")
work="$scratch/thư mục một"
mkdir "$work"
trap 'rm -rf "$scratch"' EXIT
export ASAN_OPTIONS=allocator_may_return_null=0 PATH="${vanban%/*}:$PATH"

# run COMMAND...: in the work folder; leaves $status, $scratch/out and $scratch/err.
run() {
    status=0
    (cd "$work" && "$@") >"$scratch/out" 2>"$scratch/err" </dev/null || status=$?
}

listing() {
    (cd "$work" && find . -mindepth 1 -printf '%p %s\n' | sort)
}

fault() {
    echo "$*"
    echo "exit status ${status:-unknown}; standard output:"
    head -c 2000 "$scratch/out"
    echo "standard error:"
    head -c 4000 "$scratch/err"
    return 1
}

# All that must hold of a refused call: the exit status, the problem's code name and the file at fault in what it says,
# no result, no crash, and a folder left as it was.
is_refused() {
    local wanted=$1 code=$2 file=$3 before
    shift 3
    before=$(listing)
    run "$@"
    [ "$status" = "$wanted" ] || fault "expected exit status $wanted" || return 1
    [ "$code" = - ] || grep -qF -- "($code)" "$scratch/err" || fault "expected the problem $code" || return 1
    [ "$file" = - ] || grep -qF -- "$file" "$scratch/err" || fault "expected the name $file" || return 1
    [ ! -s "$scratch/out" ] || fault "expected nothing on standard output" || return 1
    [ "$(listing)" = "$before" ] || fault "expected the folder as it was" "$(listing)" || return 1
    ! grep -q $'\e' "$scratch/err" || fault "expected no control characters" || return 1
}

# refuses NAME STATUS CODE FILE COMMAND...: CODE or FILE may be "-": not looked at.
refuses() {
    local name=$1
    shift
    check "$name" is_refused "$@"
    rm -rf "$work"/{out.docx,unpacked}
}

is_accepted() {
    local pattern=$1
    shift
    run "$@"
    [ "$status" = 0 ] || fault "expected exit status 0" || return 1
    grep -qzE -- "$pattern" "$scratch/out" || fault "expected on standard output: $pattern" || return 1
}

# prints NAME PATTERN COMMAND...: exit status 0, and standard output matches the extended regular expression.
prints() {
    local name=$1
    shift
    check "$name" is_accepted "$@"
}

is_said() {
    local pattern=$1 wanted=$2
    shift 2
    run "$@"
    [ "$status" = "$wanted" ] || fault "expected exit status $wanted" || return 1
    grep -qzE -- "$pattern" "$scratch/err" || fault "expected on standard error: $pattern" || return 1
}

# says NAME PATTERN STATUS COMMAND...: the exit status, and standard error matches.
says() {
    local name=$1
    shift
    check "$name" is_said "$@"
}

# makes NAME FILE TEXT COMMAND...: exit status 0, nothing but FILE added, and its outline has TEXT in it.
makes() {
    local name=$1
    shift
    check "$name" is_made "$@"
}

is_made() {
    local file=$1 text=$2
    shift 2
    rm -f "$work/$file"
    run "$@"
    [ "$status" = 0 ] || fault "expected exit status 0" || return 1
    [ -s "$work/$file" ] || fault "expected the file $file" || return 1
    [ ! -s "$scratch/out" ] || fault "expected nothing on standard output" || return 1
    "$vanban" outline "$work/$file" >"$scratch/outline" || return 1
    grep -qF -- "$text" "$scratch/outline" ||
        fault "expected in the document: $text" "$(cat "$scratch/outline")" || return 1
    rm "$work/$file"
}

# All names and contents of a package's entries.
package_text() {
    /usr/bin/python3 - "$1" <<'PYTHON'
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as package:
    for name in package.namelist():
        sys.stdout.buffer.write(name.encode() + b"\n" + package.read(name) + b"\n")
PYTHON
}
