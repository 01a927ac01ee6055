import type { JobAttempt, RecordCounts, Run, SeenStatus } from '../../dataset/index.ts';
import type { RunMeasure } from '../measure/run-measure.ts';
import { unknownAttempts } from '../refresh/find-unknown.ts';
import { openFolders } from '../refresh/refresh-job.ts';
import type { Unanswered } from './look-patience.ts';

/** A job of a run at one moment. */
export interface JobSnapshot {
  /** Folder of the job in the manifest: `jobs/0000`. */
  readonly folder: string;
  /** 1-based; 0 where none was made. */
  readonly attempt: number;
  /** Absent where the job is not submitted, or where `attempt` is above 0 and nobody knows whether it is. */
  readonly jobArn?: string | undefined;
  /** Absent where the job is not submitted or was not looked at yet. */
  readonly status?: SeenStatus | undefined;
  /** Absent while Bedrock counts nothing: its zeros before processing say nothing. */
  readonly counts?: RecordCounts | undefined;
  /** Why it failed, in Bedrock's words. */
  readonly message?: string | undefined;
  /** Present where Bedrock does not know the job any more: the rest is what was seen last, and its outputs may still be there. */
  readonly forgotten?: true | undefined;
  /** Present where it is stopped, or being so, because it had not begun by its deadline; `on-demand` where its records are asked on demand then. */
  readonly stopAsked?: 'deadline' | 'on-demand' | undefined;
}

/** How many records of a run are processed, as far as Bedrock says. */
export interface RunRecords {
  /** All records of the dataset. */
  readonly total: number;
  /** Those that Bedrock counts, and all of a job that is `Completed` and has no counts. */
  readonly processed: number;
  readonly failed: number;
}

/** A run at one moment. */
export interface RunSnapshot {
  /** In the order of the manifest. */
  readonly jobs: readonly JobSnapshot[];
  /** How far the whole dataset is, padding included; its total is known from the start. */
  readonly records: RunRecords;
  /** True once no submitted job can change any more, or is known any more; false while nobody knows whether one is submitted. */
  readonly done: boolean;
  /** Present where the last look got no answer: then the rest is what was seen before it. */
  readonly unanswered?: Unanswered | undefined;
  /** How fast it goes, how long it takes yet and what it has cost; only of {@link watchRun}, once a look was answered, for that takes several looks. */
  readonly measure?: RunMeasure | undefined;
}

/**
 * Says what is known of a run, from its state alone; asks nobody.
 *
 * @param run The run, from {@link submitJobs} or `openRun`.
 * @returns What {@link watchRun} saw last.
 *
 * @example A run that was just submitted
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { BedrockClient } from '@aws-sdk/client-bedrock';
 * import { buildDataset } from 'bedrock-batch';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { snapshotOf, submitJobs } from 'bedrock-batch/jobs';
 *
 * const texts = Array.from({ length: 100 }, (_, index) => ({ text: `Text ${index}` }));
 * const dataset = await buildDataset(texts, {
 *   model: 'amazon.titan-embed-text-v2:0',
 *   prompt: '{{text}}',
 *   out: join(await mkdtemp(join(tmpdir(), 'example-')), 'texts'),
 * });
 * const emulator = await createEmulator({ timeScale: 0 });
 * const bedrock = new BedrockClient(emulator.clientConfig);
 * const roleArn = `arn:aws:iam::${emulator.account}:role/Batch`;
 *
 * const run = await submitJobs({ dataset, uri: 's3://bucket/texts/' }, { bedrock, roleArn });
 *
 * console.assert(snapshotOf(run).jobs[0]?.status === 'Submitted');
 * await emulator.close();
 * ```
 */
export function snapshotOf(run: Run): RunSnapshot {
  return snapshotWithout(run, new Set());
}

/** The same where Bedrock does not know some jobs any more, by their folders. */
export function snapshotWithout(run: Run, forgotten: ReadonlySet<string>): RunSnapshot {
  const jobs = run.state.jobs.map(({ folder, attempts }) => {
    const job = jobSnapshot(folder, attempts.at(-1));
    return forgotten.has(folder) ? Object.freeze({ ...job, forgotten: true as const }) : job;
  });
  const open = openFolders(run).filter((folder) => !forgotten.has(folder));
  const done = open.length === 0 && unknownAttempts(run).length === 0;
  return Object.freeze({ jobs, records: recordsOf(run, jobs), done });
}

function recordsOf(run: Run, jobs: readonly JobSnapshot[]): RunRecords {
  const { manifest } = run.dataset;
  const sum = { total: manifest.records, processed: 0, failed: 0 };
  for (const { folder, status, counts } of jobs) {
    const isWhole = counts === undefined && status === 'Completed';
    const all = isWhole ? manifest.jobs.find((job) => job.folder === folder)?.records : 0;
    sum.processed += counts?.processed ?? all ?? 0;
    sum.failed += counts?.failed ?? 0;
  }
  return Object.freeze(sum);
}

function jobSnapshot(folder: string, last: JobAttempt | undefined): JobSnapshot {
  if (last === undefined) return Object.freeze({ folder, attempt: 0 });
  const { attempt, jobArn, seen } = last;
  const { status, message } = seen ?? {};
  const counts = knownCounts(last);
  const stopAsked = wasStopped(last) ? last.stopAsked : undefined;
  return Object.freeze({ folder, attempt, jobArn, status, counts, message, stopAsked });
}

/** A job may end by itself before it can be stopped. */
function wasStopped({ seen }: JobAttempt): boolean {
  return seen?.status === 'Stopping' || seen?.status === 'Stopped';
}

function knownCounts({ seen }: JobAttempt): RecordCounts | undefined {
  const counts = seen?.counts;
  return counts === undefined || (counts.total === 0 && counts.processed === 0)
    ? undefined
    : counts;
}
