#!/usr/bin/env bash
# Reports counted from lists of dossiers: figures, faults of a list named with their cells, contradictions with other
# reports, a year of months, what offices export. Called with the path of a vanban to test.
set -eu -o pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
vanban=$(realpath "${1:-build/dev/vanban}")
. tests/lib/samples.sh
mkdir -p build
scratch=$(mktemp -d "$root/build/dossiers-XXXXXX")
trap 'rm -rf "$scratch"' EXIT
unset VANBAN_LANG VANBAN_TEMPLATES
export LC_ALL=C.UTF-8
sample_inputs "$vanban" cao-diem-tu-ho-so
cp "${sample_files[@]}" "$scratch"
/usr/bin/python3 -B tests/lib/dossiers.py "$vanban" "$scratch"
