#!/usr/bin/env bash
# The widths in fonts/ are those of the font itself, and documents are drawn with it. Needs Debian's fonts-croscore,
# fontconfig and python3.
. "$(dirname "$0")/lib/tap.sh"

widths_of_the_font() {
    fonts/make-widths.py | diff -u fonts/times-new-roman.def -
}

# drawn_with PATTERN FILE: what fontconfig gives for a pattern.
drawn_with() {
    local file
    file=$(FONTCONFIG_FILE=$root/fonts/fonts.conf fc-match --format='%{file}' "$1")
    [ "$(basename "$file")" = "$2" ] || {
        echo "$1 is drawn with $file"
        return 1
    }
}

check 'the widths are those of Tinos' nothing_from widths_of_the_font
check 'Times New Roman is drawn with Tinos' drawn_with 'Times New Roman' Tinos-Regular.ttf
check 'its bold is' drawn_with 'Times New Roman:bold' Tinos-Bold.ttf
check 'its italic is' drawn_with 'Times New Roman:italic' Tinos-Italic.ttf
check 'its bold italic is' drawn_with 'Times New Roman:bold:italic' Tinos-BoldItalic.ttf
check 'an unknown font is' drawn_with 'VNI-Times' Tinos-Regular.ttf
finish
