#!/usr/bin/env bash
# A batch in parts by GNU parallel, on this machine or on those of PARALLEL_OPTIONS (--sshlogin a,b with a folder they share).
# Run it again when it was stopped or a part failed: only what is missing is made.
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
read -ra more <<<"${PARALLEL_OPTIONS:-}"
parallel --quote --joblog "$folder.joblog" --resume-failed "${more[@]}" \
    vanban batch "$@" --shard "{}/$parts" --jobs 1 --resume ::: $(seq "$parts")
vanban manifest merge "$folder"
