#!/usr/bin/env bash
# Debian packages that a script needs. Sourced: need PACKAGE TEST... for each, then install_missing.
# Nothing is asked, and nothing is done when all tests hold, so later runs need no network and no rights.

missing=()

# need PACKAGE TEST...: the package is missing when the command TEST fails.
need() {
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || missing+=("$package")
}

need_command() {
    need "$1" command -v "${2:-$1}"
}

need_library() {
    need "$1" pkg-config --exists "$2"
}

install_missing() {
    [ ${#missing[@]} -gt 0 ] || return 0
    local as_root=() log
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    echo "Installing ${missing[*]}" >&2
    log=$(mktemp)
    # An outdated list may still do: what matters is whether the installation succeeds.
    "${as_root[@]}" apt-get -qq update >"$log" 2>&1 || true
    if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -y --no-install-recommends install "${missing[@]}" >>"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        echo "Could not install ${missing[*]}" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
    missing=()
}

need_to_build() {
    need_command gcc
    need libc6-dev test -e /usr/include/stdio.h
    need_command make
    need_command cmake
    need_command pkg-config
    # Before pkg-config is there the libraries count as missing; installing what is there does no harm.
    need_library libxml2-dev libxml-2.0
    need_library libzip-dev libzip
    need_library libicu-dev icu-i18n
    need_library libgmp-dev gmp
    need_library libyaml-dev yaml-0.1
    need_library libsqlite3-dev sqlite3
    need_library libdeflate-dev libdeflate
    need_library nettle-dev nettle
    need_library zlib1g-dev zlib
    need_library libxlsxwriter-dev xlsxwriter
}

need_to_test() {
    need_command git
    need_command python3 /usr/bin/python3
    need_command clang-format
    need_command nodejs node
    need_command npm
    need_command zip
    need_command unzip
    need_command sqlite3
    need_command binutils nm
    need_command poppler-utils pdftocairo
    need_command valgrind
    need_command fontconfig fc-match
    need_command locales localedef
    need_library libcmocka-dev cmocka
    need libreoffice-writer-nogui test -e /usr/lib/libreoffice/program/libswlo.so
    need libreoffice-calc-nogui test -e /usr/lib/libreoffice/program/libsclo.so
    need fonts-croscore test -e /usr/share/fonts/truetype/croscore/Tinos-Regular.ttf
    need scim-unikey sh -c "test -e /usr/lib/*/scim-1.0/*/IMEngine/unikey.so"
    need python3-lxml /usr/bin/python3 -c 'import lxml'
    need python3-yaml /usr/bin/python3 -c 'import yaml'
    need python3-docxtpl /usr/bin/python3 -c 'import docxtpl'
    need python3-openpyxl /usr/bin/python3 -c 'import openpyxl'
    need python3-fonttools /usr/bin/python3 -c 'import fontTools'
    need locales test -e /usr/share/i18n/locales/tr_TR
}
