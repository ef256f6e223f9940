#!/usr/bin/env bash
# Draws every page of every sample as build/pages/<case>-<page>.png, for people to look at.
set -eu -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. tests/lib/samples.sh
. tests/lib/drawing.sh
pages=$root/build/pages

drawn_with_tinos
samples/run.sh >/dev/null
rm -rf "$pages"
mkdir -p "$pages"
draw "$pages" build/samples/*.docx >/dev/null 2>&1
for name in $(sample_names); do
    pdftocairo -png -r 80 "$pages/$name.pdf" "$pages/$name"
done
echo "$pages"
