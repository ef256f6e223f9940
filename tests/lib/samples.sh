#!/usr/bin/env bash
# What a sample is: samples/<case>/ with the file `form` (a form's name) and its data, data.yaml, data.json …
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

# sample_render VANBAN NAME OUT.docx [OPTION...]
sample_render() {
    local vanban=$1 name=$2 out=$3
    shift 3
    "$vanban" render "$(sample_form "$name")" "$root/samples/$name"/data.* -o "$out" --force "$@"
}
