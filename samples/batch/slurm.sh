#!/usr/bin/env bash
#SBATCH --job-name=vanban
#SBATCH --requeue
# A part of a batch: one task of a Slurm job array, each with as many threads as it has CPUs. The folder is one that all nodes
# share. A task that was stopped goes on where it was.
#
#   job=$(sbatch --parsable --array=1-8 slurm.sh FORM RECORDS --out-dir DIR --name PATTERN)
#   sbatch --dependency="afterok:$job" --wrap "vanban manifest merge DIR"
set -eu -o pipefail
exec vanban batch "$@" --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --jobs "${SLURM_CPUS_PER_TASK:-1}" --resume
