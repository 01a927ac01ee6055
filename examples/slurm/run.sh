#!/usr/bin/env bash
# Brings a source through Bedrock on a Slurm cluster: an array of tasks builds the partitions, one task behind them makes the jobs, and
# another array collects the outcomes.
#
#     run.sh SOURCE OUT ROLE_ARN PARTITIONS [options of plan…]
#
# OUT is a prefix in S3. Prints the id of the array whose end is the end of all. Run again it makes only what is not there.
set -euo pipefail

source=$1 out=$2 role=$3 partitions=$4
shift 4
here=$(cd "$(dirname "$0")" && pwd)

planned=$(bedrock-batch plan "$source" --partitions "$partitions" --out "$out" "$@" --json)
tasks="0-$((partitions - 1))"
built=()
if [[ $planned != *'"sealed":true'* ]]; then
  array=$(sbatch --parsable --array="$tasks" "$here/partition.sbatch" "$out")
  built=(--dependency="afterok:$array" --kill-on-invalid-dep=yes)
fi
jobs=$(sbatch --parsable "${built[@]}" "$here/jobs.sbatch" "$out" "$role")
sbatch --parsable --array="$tasks" --dependency="afterok:$jobs" --kill-on-invalid-dep=yes \
  "$here/collect.sbatch" "$out" "$partitions"
