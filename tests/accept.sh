#!/usr/bin/env bash
# Takes the outlines that the samples and the examples of the forms give now as the expected ones. Read the difference line by line before a commit.
set -eu -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. tests/lib/forms.sh
. tests/lib/samples.sh

samples/run.sh >/dev/null
for name in $(sample_names); do
    build/vanban outline "build/samples/$name.docx" >"samples/$name/expected.txt"
done
for name in $(sample_series); do
    sample_letters_text build/vanban "build/samples/$name" >"samples/$name/expected.txt"
done

# accept NAME FORM DATA...: the outline of the form's example with that data over it.
accept() {
    build/vanban render "$2" "templates/$2/example.yaml" "${@:3}" -o "build/outlines/$1.docx" --force
    build/vanban outline "build/outlines/$1.docx" >"tests/data/outlines/$1.txt"
}

mkdir -p build/outlines
for name in $(form_names); do
    accept "$name" "$name"
done
option_data build/outlines
for name in $(option_form_names); do
    accept "options-$name" "$name" build/outlines/options.yaml
done
git --no-pager diff --stat -- samples tests/data/outlines
