#!/usr/bin/env bash
# Every letter of Vietnamese, small and capital, in VNI, TCVN3 and VIQR as the npm package vietnamese-conversion
# writes it, and in VPS as the engine of Unikey does, read by `vanban text`. The package is fetched once into build/tools.
. "$(dirname "$0")/lib/command.sh"
. tests/lib/converter.sh

letters() {
    /usr/bin/python3 tests/lib/letters.py "$1"
}
# In VNI and VIQR letters stand between signs that are no marks; TCVN3 has no capitals with tones.
written_by_the_package() {
    letters "$1" >"$work/$1.txt" && converter_write "$1" <"$work/$1.txt" >"$work/$1.old"
}
written_by_unikey() {
    letters "$1" >"$work/$1.txt" && /usr/bin/python3 tests/lib/unikey.py "$1" <"$work/$1.txt" >"$work/$1.old"
}
read_as_it_was() {
    "$vanban" text --from "$1" "$work/$1.old" | diff - "$work/$1.txt"
}

check 'the package vietnamese-conversion is there' converter_install
for encoding in vni tcvn3 viqr; do
    check "$encoding: the package writes every letter" written_by_the_package $encoding
    check "$encoding: every letter is read" read_as_it_was $encoding
done
check 'vps: Unikey writes every letter' written_by_unikey vps
check 'vps: every letter is read' read_as_it_was vps
finish
