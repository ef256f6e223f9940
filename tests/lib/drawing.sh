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

# draw FOLDER FILE.docx...: makes FOLDER/FILE.pdf of each, a hundred in one run: LibreOffice takes 255 words of its command
# line, leaves out the documents behind them, and says nothing.
draw() {
    local folder=$1 profile=$root/build/libreoffice
    shift
    printf '%s\0' "$@" | xargs -0 -n 100 timeout --kill-after=10 600 soffice \
        "-env:UserInstallation=file://${profile// /%20}" --headless --convert-to pdf --outdir "$folder"
}
