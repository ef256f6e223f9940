#!/usr/bin/env bash
# samples/run.sh works from a fresh clone, in a folder with a blank in its name, called from elsewhere, twice.
. "$(dirname "$0")/lib/tap.sh"
. tests/lib/samples.sh
clone="$root/build/fresh clone"

samples_exist() {
    local name
    for name in $(sample_names); do
        [ -s "$clone/build/samples/$name.docx" ] || echo "build/samples/$name.docx is missing"
    done
    for name in $(sample_series); do
        [ -n "$(find "$clone/build/samples/$name" -name '*.docx')" ] || echo "build/samples/$name has no documents"
    done
}

changed_files() {
    git -C "$clone" status --porcelain
}

rm -rf "$clone"
check 'the tree can be cloned' git clone --quiet "$root" "$clone"
cd /
check 'samples/run.sh works in a fresh clone' "$clone/samples/run.sh"
check 'every sample is filled' nothing_from samples_exist
check 'the command is left at build/vanban' "$clone/build/vanban" --version
check 'samples/run.sh works a second time' "$clone/samples/run.sh"
check 'the clone stays clean' nothing_from changed_files
rm -rf "$clone"
finish
