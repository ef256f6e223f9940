#!/usr/bin/env bash
# The house style as far as a script can see it.
. "$(dirname "$0")/lib/tap.sh"

# Files of the tree, tracked or about to be, that match the patterns.
files() {
    local path
    git ls-files --cached --others --exclude-standard -z -- "$@" | sort -zu |
        while IFS= read -r -d '' path; do [ ! -f "$path" ] || printf '%s\0' "$path"; done
}

badly_formatted() {
    files 'engine/*.[ch]' 'tests/*.[ch]' | xargs -0 -r clang-format --dry-run -Werror
}

long_files() {
    files 'engine/*.[ch]' | xargs -0 -r wc -l | awk '$1 > 450 && $2 != "total" { print $2 ": " $1 " lines" }'
}

# A function's braces stand alone in the first column.
long_functions() {
    files 'engine/*.[ch]' | xargs -0 -r awk '
        /^{/ { start = FNR }
        /^}/ && start { if (FNR - start > 60) print FILENAME ":" start ": " FNR - start " lines"; start = 0 }'
}

tabs() {
    files 'engine/*' '*.[ch]' '*.sh' '*.py' '*CMakeLists.txt' 'templates/*.yaml' 'samples/*.yaml' |
        xargs -0 -r grep -nP '\t' || true
}

trailing_blanks() {
    files 'engine/*' 'tests/*.[ch]' '*.sh' '*.py' '*CMakeLists.txt' | xargs -0 -r grep -nE ' +$' || true
}

# Texts in UTF-16, inputs of tests, are binary only in the eyes of grep.
binary_files() {
    files ':!tests/data/*utf16*' | xargs -0 -r grep -LIZ '' | xargs -0 -r -I{} find {} -size +0 -printf '%p is binary\n'
}

# Paths of one machine, hosts of package registries. Written so that this file does not match itself.
forbidden_words() {
    files | xargs -0 -r grep -nIE \
        '(^|[^a-z0-9._])/(wor[k]|tmp/(pla[n]|buil[d])|hom[e]|roo[t])/|registry[.]npmj[s]|deb[.]debia[n]|pyp[i]\.org' || true
}

top_level() {
    files | tr '\0' '\n' | sed -E 's#/.*##' | sort -u |
        grep -vxE '\..*|CMakeLists\.txt|CMakePresets\.json|README\.md|LICENSE|engine|templates|fonts|samples|tests' || true
}

check 'C files are formatted' nothing_from badly_formatted
check 'no file of the engine is over 450 lines' nothing_from long_files
check 'no function is over 60 lines' nothing_from long_functions
check 'no tabs' nothing_from tabs
check 'no blanks at line ends' nothing_from trailing_blanks
check 'no binary files' nothing_from binary_files
check 'no machine paths or registry hosts' nothing_from forbidden_words
check 'nothing else stands at the top of the tree' nothing_from top_level
check 'problems have all texts, in both languages' nothing_from /usr/bin/python3 tests/lib/problems.py texts
check 'every problem is used in the engine' nothing_from /usr/bin/python3 tests/lib/problems.py used
check 'every problem is named by a test' nothing_from /usr/bin/python3 tests/lib/problems.py tested
finish
