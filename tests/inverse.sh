#!/usr/bin/env bash
# vanban extract by the template of the form: the data of every form's example and of every sample comes back, the form is
# found by itself, and the document made of what was read has the same outline. tests/inverse/absent.txt says what no
# document shows. Called with the path of a vanban to test.
set -eu -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
vanban=${1:-build/dev/vanban}
. tests/lib/tap.sh
. tests/lib/command.sh
. tests/lib/samples.sh

# only_told CODE...: extract told no errors and warnings but these.
only_told() {
    local code
    for code in $(grep -oE '^\{"severity":"(error|warning)","code":"[a-z-]*"' "$scratch/err" | cut -d'"' -f8 | sort -u); do
        [[ " $* " == *" $code "* ]] || { cat "$scratch/err"; return 1; }
    done
}

# reads_back FORM FILE.docx DATA...: read without being told the form, compared, made again with what it does not show.
reads_back() {
    local form=$1 file=$2
    shift 2
    local -a named=(--form "$form") # forms that differ in their name alone are one to a reader
    ! grep -q "^  - {form: $form,.*backwards" templates/standard/nd30-2020/forms.yaml || named=()
    "$vanban" extract "$file" "${named[@]}" --json -o "$scratch/read.json" --force >"$scratch/err" 2>&1 || true
    only_told extract-missing extract-unproved extract-differs || return 1
    grep -q "^{\"form\":\"$form\"," "$scratch/read.json" || { head -c 200 "$scratch/read.json"; return 1; }
    /usr/bin/python3 tests/lib/inverse.py "$vanban" "$form" "$scratch/read.json" "$@" || return 1
    only_told >/dev/null && return 0 # it was made again, and compared
    [ "$(cat "$scratch/absent.json")" != "{}" ] || return 1
    "$vanban" render "$form" "$scratch/data.json" "$scratch/absent.json" "${sample_options[@]}" -o "$scratch/again.docx" --force >"$scratch/err" 2>&1 ||
        { cat "$scratch/err"; return 1; }
    "$vanban" outline "$file" >"$scratch/1.txt"
    "$vanban" outline "$scratch/again.docx" | diff "$scratch/1.txt" -
}

example() {
    "$vanban" render "$1" "templates/$1/example.yaml" -o "$scratch/$1.docx" --force >/dev/null 2>&1 &&
        reads_back "$1" "$scratch/$1.docx" "templates/$1/example.yaml"
}

sample() {
    sample_render "$vanban" "$1" "$scratch/sample.docx" >/dev/null 2>&1 &&
        reads_back "$(sample_form "$1")" "$scratch/sample.docx" "${sample_files[@]}"
}

# Each letter of a sample of many, and the sheet about them all.
letters() {
    local letter code number=0
    sample_letters "$vanban" "$1" "$scratch/letters" >/dev/null 2>&1 || return 1
    for letter in "$scratch"/letters/thu/*.docx; do
        number=$((number + 1))
        code=$(basename "$letter")
        grep -F "\"ma\":\"${code%% *}\"" "$scratch/letters/co-so.jsonl" >"$scratch/letter.json" || return 1
        reads_back cong-van-chi-dao "$letter" "$scratch/letter.json" || return 1
    done
    [ "$number" -gt 0 ] && "$vanban" extract "$scratch/letters/theo-doi.docx" -o "$scratch/theo-doi.yaml" &&
        grep -q 'vanban render theo-doi ' "$scratch/theo-doi.yaml"
}

sample_options=()
for form in templates/*/example.yaml; do
    form=$(basename "$(dirname "$form")")
    check "the example of $form" example "$form"
done
for name in $(sample_names); do
    check "the sample $name" sample "$name"
done
sample_options=()
for name in $(sample_series); do
    check "the letters of the sample $name" letters "$name"
done

finish
