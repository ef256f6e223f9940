#!/usr/bin/env bash
# Documents drawn by LibreOffice, in the metrics of Times New Roman. Sourced, with `root` set.

if [ -e "${root:?}/fonts/fonts.conf" ]; then
    export FONTCONFIG_FILE=$root/fonts/fonts.conf
fi

drawn_with_tinos() {
    local family
    family=$(fc-match --format='%{family}' 'Times New Roman')
    [ "$family" = Tinos ] || {
        echo "fontconfig gives $family"
        return 1
    }
}

# save_as FORMAT FOLDER FILE...: makes FOLDER/FILE.FORMAT of each, a hundred in one run: LibreOffice takes 255 words of its
# command line, leaves out the documents behind them, and says nothing. Two runs may not share a profile.
save_as() {
    local format=$1 folder=$2 profile=${scratch:-$root/build}/libreoffice
    shift 2
    printf '%s\0' "$@" | xargs -0 -n 100 timeout --kill-after=10 1500 soffice \
        "-env:UserInstallation=file://${profile// /%20}" --headless --convert-to "$format" --outdir "$folder"
}

# draw FOLDER FILE.docx...: makes FOLDER/FILE.pdf of each.
draw() {
    save_as pdf "$@"
}
