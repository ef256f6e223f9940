#!/usr/bin/env bash
# make.sh VANBAN FOLDER: the list of dossiers and that of procedures, into the folder.
set -eu -o pipefail
here=$(dirname "$0")
awk -v seed=2 -v from=2023-08-24 -v to=2023-09-24 -f "$here/../records.awk" "$here/plan.txt" >"$2/Hồ sơ.csv"
cp "$here/thu-tuc.csv" "$2/Thủ tục trực tuyến.csv"
