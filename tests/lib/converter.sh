#!/usr/bin/env bash
# The npm package vietnamese-conversion (MIT). Sourced, with `root` set.

converter_version=2.0.0
converter_home=${root:?}/build/tools/converter

converter_install() {
    local package=$converter_home/node_modules/vietnamese-conversion/package.json
    grep -qs "\"version\": \"$converter_version\"" "$package" && return 0
    mkdir -p "$converter_home"
    npm install --prefix "$converter_home" --no-fund --no-audit "vietnamese-conversion@$converter_version" 2>&1
}

# converter_write ENCODING: standard input in Unicode to standard output in bytes of the encoding.
converter_write() {
    NODE_PATH=$converter_home/node_modules node -e '
        const { VietnameseConversion } = require("vietnamese-conversion");
        const text = require("fs").readFileSync(0, "utf8");
        const old = new VietnameseConversion(text, "unicode").toCharset(process.argv[1]);
        process.stdout.write(Buffer.from(old, "latin1"));' "$1"
}
