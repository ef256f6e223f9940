#!/usr/bin/env bash
# A batch in parts by GNU parallel, on this machine or on those of PARALLEL_OPTIONS (--sshlogin a,b with a folder they share).
# Run it again when it was stopped or a part failed: only the parts that are missing are run. When all were made before, or a
# file named here is newer, all parts are run: they keep what is right.
#
# usage: parallel.sh PARTS FORM RECORDS --out-dir DIR --name PATTERN [OPTION of vanban batch]...
set -eu -o pipefail
parts=$1
shift
folder=
for ((i = 1; i < $#; i++)); do
    [ "${!i}" != --out-dir ] || { next=$((i + 1)) && folder=${!next}; }
done
: "${folder:?--out-dir is needed}"
log=$folder.joblog
[ ! -e "$folder/manifest.jsonl" ] || [ "$folder/manifest.jsonl" -ot "$log" ] || rm -f "$log"
for file in "$@"; do
    [ ! -f "$file" ] || [ ! "$file" -nt "$log" ] || rm -f "$log"
done
read -ra more <<<"${PARALLEL_OPTIONS:-}"
parallel --quote --joblog "$log" --resume-failed "${more[@]}" \
    vanban batch "$@" --shard "{}/$parts" --jobs 1 --resume ::: $(seq "$parts")
vanban manifest merge "$folder"
