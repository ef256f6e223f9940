#!/usr/bin/env bash
# What a sample is: samples/<case>/ with the file `form` (a form's name) and its data, data.yaml, data.json … Where
# data is made up, make.sh writes it; `options` has what else the command needs, one a line.
# Sourced, with `root` set to the source tree.

sample_names() {
    local folder
    for folder in "${root:?}"/samples/*/; do
        [ -e "$folder/form" ] && basename "$folder"
    done
}

sample_form() {
    tr -d '[:space:]' <"$root/samples/$1/form"
}

# sample_inputs VANBAN NAME: sets sample_files to the paths of the data, sample_options to the options.
sample_inputs() {
    local made=$root/build/records/$2
    sample_files=("$root/samples/$2"/data.*)
    sample_options=()
    [ ! -e "$root/samples/$2/options" ] || mapfile -t sample_options <"$root/samples/$2/options"
    [ -e "$root/samples/$2/make.sh" ] || return 0
    rm -rf "$made"
    mkdir -p "$made"
    "$root/samples/$2/make.sh" "$(realpath "$1")" "$made" && sample_files+=("$made"/*)
}

# sample_render VANBAN NAME OUT.docx [OPTION...]
sample_render() {
    local vanban=$1 name=$2 out=$3
    shift 3
    sample_inputs "$vanban" "$name" &&
        "$vanban" render "$(sample_form "$name")" "${sample_files[@]}" "${sample_options[@]}" -o "$out" --force "$@"
}

# Samples of many documents: letters.sh makes all of them in a folder.
sample_series() {
    local folder
    for folder in "${root:?}"/samples/*/; do
        [ ! -e "$folder/letters.sh" ] || basename "$folder"
    done
}

# sample_letters VANBAN NAME FOLDER: into FOLDER, made afresh. The outlines of all letters and sheets, and what goes with
# them, in one text: sample_letters_text VANBAN FOLDER.
sample_letters() {
    rm -rf "$3"
    mkdir -p "$3"
    "$root/samples/$2/letters.sh" "$(realpath "$1")" "$(realpath "$3")"
}

sample_letters_text() {
    local vanban=$1 file
    (cd "$2" && LC_ALL=C find . -name '*.docx' -print0 | LC_ALL=C sort -z) | while IFS= read -r -d '' file; do
        echo "=== ${file#./}"
        "$vanban" outline "$2/$file"
    done
}
