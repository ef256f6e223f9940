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
mkdir -p build/outlines
for name in $(form_names); do
    build/vanban render "$name" "templates/$name/example.yaml" -o "build/outlines/$name.docx" --force
    build/vanban outline "build/outlines/$name.docx" >"tests/data/outlines/$name.txt"
done
git --no-pager diff --stat -- samples tests/data/outlines
