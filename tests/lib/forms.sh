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
