/** Name of the manifest below a dataset, in a folder and in S3 alike. */
export const MANIFEST_NAME = 'manifest.json';

/** File with the digests of the rows a dataset was built from. */
export const ROWS_NAME = 'rows.digests';

/** File with the numbers of the rows that became records, where some did not. */
export const NUMBERS_NAME = 'rows.numbers';

/** File with the rows that share the answer of another one's record, where there are such rows. */
export const REPEATS_NAME = 'rows.repeats';
/** File with the rows that the build set aside, where it did. */
export const REJECTED_NAME = 'rows.rejected';

/** File that says what a cut of a canary is about to do, until it is done. */
export const CUT_NAME = 'canary.cut';

/** File with the hashes of the ids of a partition, until its dataset is sealed. */
export const ID_HASHES_NAME = 'ids.hashes';

/** Folder of the plan and the partitions, beside what will be a dataset once it is sealed. */
export const PARTITIONS_FOLDER = 'partitions';

/** Folder of the jobs below a dataset. */
export const JOBS_FOLDER = 'jobs';

/** Folder of the runs below a dataset. */
export const RUNS_FOLDER = 'runs';

const number = (value: number, digits: number) => String(value).padStart(digits, '0');

/** Folder of a job below a dataset: `jobs/0000`. Jobs count from 0. */
export function jobFolder(job: number): string {
  return `${JOBS_FOLDER}/${number(job, 4)}`;
}

/** Path of a shard below a dataset: `jobs/0000/shard-00000.jsonl`. Shards count from 0 in each job. */
export function shardPath(job: number, shard: number): string {
  return `${jobFolder(job)}/shard-${number(shard, 5)}.jsonl`;
}

/** Name of a run's state below a dataset. */
export function runStateName(run: string): string {
  return `${RUNS_FOLDER}/${run}/run.json`;
}

/** Path of a job's outcomes below a dataset: `runs/main/outcomes/0000.jsonl`. */
export function outcomesPath(run: string, folder: string): string {
  return `${RUNS_FOLDER}/${run}/outcomes/${folder.slice('jobs/'.length)}.jsonl`;
}

/** Folder of outcomes that were collected in shares, below a dataset: `runs/main/collected`. */
export function collectedFolder(run: string): string {
  return `${RUNS_FOLDER}/${run}/collected`;
}

/** Folder of the tokens of tasks that wait for a run, below a dataset: `runs/main/listening`. */
export function listeningFolder(run: string): string {
  return `${RUNS_FOLDER}/${run}/listening`;
}

/** Path of the outcomes of rows that the build set aside, below a dataset: `runs/main/outcomes/rejected.jsonl`. */
export function rejectedOutcomesPath(run: string): string {
  return `${RUNS_FOLDER}/${run}/outcomes/rejected.jsonl`;
}

/** Folder of what was tried again of a run, below a dataset: `runs/main/retries`. */
export function retriesFolder(run: string): string {
  return `${RUNS_FOLDER}/${run}/retries`;
}

/** Folder of a round of retries, which is a dataset of its own: `runs/main/retries/0001`. Rounds count from 1. */
export function roundFolder(run: string, round: number): string {
  return `${retriesFolder(run)}/${number(round, 4)}`;
}

/** Folder of the answers of a round that is asked on demand, and not by jobs: `runs/main/retries/0001-on-demand`. */
export function onDemandFolder(run: string, round: number): string {
  return `${roundFolder(run, round)}-on-demand`;
}

/** Name of the file with the answers in such a folder. */
export const ANSWERS_NAME = 'answers.jsonl';

/** Path of the outcomes with checked answers, below a dataset: `runs/main/checked.jsonl`. */
export function checkedOutcomesPath(run: string): string {
  return `${RUNS_FOLDER}/${run}/checked.jsonl`;
}

/** Path of the best outcome of every record, below a dataset: `runs/main/retries/outcomes.jsonl`. */
export function bestOutcomesPath(run: string): string {
  return `${retriesFolder(run)}/outcomes.jsonl`;
}
