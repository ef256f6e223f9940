#!/usr/bin/env bash
# Reports counted from lists of dossiers: figures, faults of a list named with their cells, contradictions with other
# reports, a year of months, what offices export. Called with the path of a vanban to test.
. "$(dirname "$0")/lib/command.sh"
. tests/lib/samples.sh
sample_inputs "$vanban" cao-diem-tu-ho-so
cp "${sample_files[@]}" "$scratch"
/usr/bin/python3 tests/lib/dossiers.py "$vanban" "$scratch"
