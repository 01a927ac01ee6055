#!/usr/bin/env bash
# Brings a source through Bedrock on a Slurm cluster: an array of tasks builds the partitions, one task behind them makes the jobs.
#
#     run.sh SOURCE OUT ROLE_ARN PARTITIONS [options of plan…]
#
# OUT is a prefix in S3. Prints the id of the task whose end is the end of all. Run again it makes only what is not there.
set -euo pipefail

source=$1 out=$2 role=$3 partitions=$4
shift 4
here=$(cd "$(dirname "$0")" && pwd)

planned=$(bedrock-batch plan "$source" --partitions "$partitions" --out "$out" "$@" --json)
built=()
if [[ $planned != *'"sealed":true'* ]]; then
  array=$(sbatch --parsable --array="0-$((partitions - 1))" "$here/partition.sbatch" "$out")
  built=(--dependency="afterok:$array" --kill-on-invalid-dep=yes)
fi
sbatch --parsable "${built[@]}" "$here/jobs.sbatch" "$out" "$role"
