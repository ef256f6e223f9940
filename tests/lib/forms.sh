#!/usr/bin/env bash
# The shipped forms. Sourced, in the source tree.

# One a line; the frame is none, and nobody makes a document of a folder without form.yaml.
form_names() {
    local file
    for file in templates/*/form.yaml; do
        file=$(basename "$(dirname "$file")")
        [ "$file" = frame ] || echo "$file"
    done
}

# Those that are also made with every option of the frame at once: stamps, marks, address, pictures, appendices of both
# ways to lie.
option_form_names() {
    printf '%s\n' cong-van thong-bao quyet-dinh-kem
}

# option_data FOLDER: the data for that, options.yaml, and the pictures it names.
option_data() {
    /usr/bin/python3 tests/lib/pictures.py "$1" && cp tests/data/shipped/options.yaml "$1"
}

# What tests/data/outlines has an outline of.
outline_names() {
    form_names
    option_form_names | sed 's/^/options-/'
}
