import type { Shard } from '../../dataset/index.ts';
import type { Quotas } from '../../quotas/index.ts';

/** A shard of a piece. */
export interface PieceShard extends Pick<Shard, 'records' | 'bytes'> {
  /** Path below the home of the dataset. */
  readonly path: string;
  readonly shard: Shard;
}

/** Records of a shard of a piece: from one to before another one, counted from 0. */
export interface ShardSpan {
  readonly of: PieceShard;
  readonly from: number;
  readonly to: number;
}

/** A job made of shards of pieces, most of them whole. */
export type JoinedJob = readonly ShardSpan[];

/** How shards of pieces become jobs. */
export interface JoinedJobs {
  readonly jobs: readonly JoinedJob[];
  /** Whether one build of all records makes the same shards and jobs. */
  readonly isExact: boolean;
}

/**
 * Makes jobs of the shards of pieces, in their order and whole: each job as full as whole shards make it. A job below the minimum gets what it lacks from the end of the
 * one before it, else from the beginning of the one behind it.
 *
 * @returns Undefined where that is not enough, so that the records have to be packed anew.
 */
export function joinJobs(shards: readonly PieceShard[], quotas: Quotas): JoinedJobs | undefined {
  const jobs: ShardSpan[][] = [];
  for (const of of shards) {
    const last = jobs.at(-1);
    const span = { of, from: 0, to: of.records };
    if (last !== undefined && fits([...last, span], quotas)) last.push(span);
    else jobs.push([span]);
  }
  const isExact = jobs.every((job, index) => isFull(job, index === jobs.length - 1, quotas));
  for (let index = 0; index < jobs.length; index += 1)
    if (!reachMinimum(jobs, index, quotas)) return undefined;
  return { jobs, isExact };
}

/** Whether a packer would have filled the job just so, by numbers alone. */
function isFull(job: JoinedJob, isLast: boolean, { recordsPerFile, recordsPerJob }: Quotas) {
  const areFilesFull = job.slice(0, -1).every(({ of }) => of.records === recordsPerFile);
  return areFilesFull && (isLast || recordsOf(job) === recordsPerJob);
}

function fits(job: JoinedJob, { recordsPerJob, jobBytes }: Quotas): boolean {
  return recordsOf(job) <= recordsPerJob && mostBytesOf(job) <= jobBytes;
}

export function recordsOf(job: JoinedJob): number {
  return job.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Of spans whose bytes are not known, those of their shards. */
function mostBytesOf(job: JoinedJob): number {
  return job.reduce((sum, { of }) => sum + of.bytes, 0);
}

/** Moves what a job lacks into it from its neighbours; false where they cannot give it. */
function reachMinimum(jobs: ShardSpan[][], index: number, quotas: Quotas): boolean {
  const job = jobs[index] ?? [];
  const lacks = quotas.minRecordsPerJob - recordsOf(job);
  if (lacks <= 0) return true;
  const before = jobs[index - 1];
  const behind = jobs[index + 1];
  const lent = takeFrom(before?.at(-1), before ?? [], { lacks, quotas, isEnd: true });
  if (lent !== undefined && fits([lent.taken, ...job], quotas)) {
    before?.splice(-1, 1, lent.left);
    job.unshift(lent.taken);
    return true;
  }
  const given = takeFrom(behind?.[0], behind ?? [], { lacks, quotas, isEnd: false });
  if (given === undefined || !fits([...job, given.taken], quotas)) return false;
  behind?.splice(0, 1, given.left);
  job.push(given.taken);
  return true;
}

/** Cuts records off a span of a job that can spare them; undefined where it cannot. */
function takeFrom(
  span: ShardSpan | undefined,
  job: JoinedJob,
  {
    lacks,
    quotas,
    isEnd,
  }: { readonly lacks: number; readonly quotas: Quotas; readonly isEnd: boolean },
): { readonly left: ShardSpan; readonly taken: ShardSpan } | undefined {
  if (span === undefined || span.to - span.from <= lacks) return undefined;
  if (recordsOf(job) - lacks < quotas.minRecordsPerJob) return undefined;
  const at = isEnd ? span.to - lacks : span.from + lacks;
  const [first, second] = [
    { ...span, to: at },
    { ...span, from: at },
  ];
  return isEnd ? { left: first, taken: second } : { left: second, taken: first };
}
