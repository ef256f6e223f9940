#!/usr/bin/env bash
# Building by a preset of CMakePresets.json. Sourced; call in the source tree.

# build_preset PRESET FOLDER: quiet, the log only when it fails. A folder configured elsewhere is configured afresh.
build_preset() {
    local preset=$1 folder=$2 log=$2/build.log
    mkdir -p "$folder"
    if ! {
        { cmake --preset "$preset" || cmake --preset "$preset" --fresh; } &&
            cmake --build "$folder" --parallel "$(nproc)"
    } >"$log" 2>&1; then
        cat "$log" >&2
        return 1
    fi
}
