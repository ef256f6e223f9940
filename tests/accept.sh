#!/usr/bin/env bash
# Takes the outlines that the samples give now as the expected ones. Read the difference line by line before a commit.
set -eu -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. tests/lib/samples.sh

samples/run.sh >/dev/null
for name in $(sample_names); do
    build/vanban outline "build/samples/$name.docx" >"samples/$name/expected.txt"
done
git --no-pager diff --stat -- samples
