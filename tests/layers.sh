#!/usr/bin/env bash
# engine/LAYERS holds: who includes whom, which module owns which library from outside, what libvanban exports.
. "$(dirname "$0")/lib/tap.sh"

# Headers from outside, as a regular expression, and the modules that may include them.
outside='
unicode/        text
gmp\.h          value
yaml\.h         data
sqlite3\.h      database statistics
zip\.h          package
nettle/         base
zlib\.h         package
libdeflate\.h   package
libxml/         package word template form
xlsxwriter\.h   form
'

layers() {
    sed -nE 's/^([a-z]+):(.*)$/\1 \2/p' engine/LAYERS
}

granted() {
    layers | awk -v module="$1" '$1 == module { $1 = ""; print $0 " " module " " }'
}

# Lines "file module-included" of a folder's files.
includes() {
    grep -oE '^ *# *include "[^"]+"' -r "engine/$1" --include='*.[ch]' |
        sed -E 's/^([^:]+):.*"([^"]+)"$/\1 \2/'
}

folders_without_line() {
    local folder
    for folder in engine/*/; do
        folder=$(basename "$folder")
        [ "$folder" = cli ] || layers | grep -q "^$folder " || echo "engine/$folder has no line in engine/LAYERS"
    done
}

lines_without_folder() {
    local module
    layers | while read -r module _; do
        [ -d "engine/$module" ] || echo "engine/LAYERS names $module, which is no folder"
    done
}

# A module is granted only modules that stand above it, so there is no cycle.
upward_grants() {
    layers | awk '{ for (i = 2; i <= NF; i++) if (!($i in above)) print $1 " is granted " $i ", which is not above it"
        above[$1] = 1 }'
}

includes_not_granted() {
    local module file header
    layers | while read -r module _; do
        includes "$module" | while read -r file header; do
            [[ "$(granted "$module")" == *" ${header%%/*} "* && $header == */* ]] ||
                echo "$file includes \"$header\", which engine/LAYERS does not grant"
        done
    done
}

cli_includes() {
    includes cli | grep -vE ' (vanban\.h|cli/[a-z_]+\.(h|def))$' || true
}

public_header_includes() {
    grep -nE '# *include "' engine/vanban.h || true
}

outside_headers_elsewhere() {
    local header owners
    while read -r header owners; do
        [ -n "$header" ] || continue
        grep -rnE "# *include [<\"]$header" engine --include='*.[ch]' --include='*.def' |
            grep -vE "^engine/(${owners// /|})/" || true
    done <<<"$outside"
}

exported_names() {
    nm -D --defined-only build/dev/libvanban.so | awk '$3 !~ /^vanban_/ { print $3 " is exported" }'
}

check 'every folder has a line' nothing_from folders_without_line
check 'every line has a folder' nothing_from lines_without_folder
check 'modules are granted only modules above them' nothing_from upward_grants
check 'modules include what they are granted' nothing_from includes_not_granted
check 'the command includes the public header only' nothing_from cli_includes
check 'the public header includes nothing of ours' nothing_from public_header_includes
check 'libraries are included by their owners only' nothing_from outside_headers_elsewhere
check 'libvanban exports vanban_ names only' nothing_from exported_names
finish
