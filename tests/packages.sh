#!/usr/bin/env bash
# Templates that are wrong as packages: each folder of tests/templates/invalid with a file "package", which names one
# that tests/lib/packages.py makes ("unzipped": as a folder), is refused with just the text of its expected.txt.
# Called with the path of a vanban to test. VANBAN_ACCEPT=1 writes what came out into the expected files.
. "$(dirname "$0")/lib/command.sh"

/usr/bin/python3 tests/lib/packages.py "$scratch/packages"
echo '{"tên": "An"}' >"$work/data.json"

is_told() {
    local folder=$1 package how template=mau.docx
    read -r package how <"$folder/package"
    rm -rf "$work"/mau* "$work/out.docx"
    cp "$scratch/packages/$package.docx" "$work/mau.docx"
    if [ "$how" = unzipped ]; then
        template=mau
        /usr/bin/python3 -m zipfile -e "$work/mau.docx" "$work/mau"
    fi
    run vanban render "$template" data.json -o out.docx
    [ "$status" != 0 ] && [ ! -e "$work/out.docx" ] || fault 'expected a problem and no document' || return 1
    [ -z "${VANBAN_ACCEPT:-}" ] || cp "$scratch/err" "$folder/expected.txt"
    diff -u "$folder/expected.txt" "$scratch/err"
}

for package in tests/templates/invalid/*/package; do
    folder=${package%/package}
    check "${folder##*/}" is_told "$root/$folder"
done
finish
