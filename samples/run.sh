#!/usr/bin/env bash
# Builds the command into build/ and fills every sample into build/samples/. On a fresh Debian 12 it first installs
# what building needs. Run it again at will.
set -eu -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
. tests/lib/install.sh
. tests/lib/build.sh
. tests/lib/samples.sh

fill_samples() {
    local name
    mkdir -p build/samples
    for name in $(sample_names); do
        sample_render build/vanban "$name" "build/samples/$name.docx"
        echo "build/samples/$name.docx"
    done
    for name in $(sample_series); do
        sample_letters build/vanban "$name" "build/samples/$name"
        echo "build/samples/$name/"
    done
}

need_to_build
install_missing
build_preset release build
echo "Built $root/build/vanban"
fill_samples
echo "Open them in Word or LibreOffice: $root/build/samples"
