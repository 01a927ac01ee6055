import { join } from 'node:path';
import { type DatasetJob, jobFolder, shardPath } from '../../dataset/index.ts';
import { moveInto, nextTurn, provideFolder, removeAll } from '../../io/index.ts';
import type { Quotas } from '../../quotas/index.ts';
import { Padding } from '../build/padding.ts';
import { blockOf } from '../build/row-place.ts';
import { datasetJobs, type WrittenShard } from '../shards/dataset-jobs.ts';
import { DatasetWriter } from '../shards/dataset-writer.ts';
import { recordIdAt } from '../shards/record-id-at.ts';
import { type JoinedJob, joinJobs, type PieceShard, type ShardSpan } from './join-jobs.ts';
import type { JoinPlace } from './join-place.ts';
import { shardLines } from './shard-lines.ts';

/** How jobs are made of shards of pieces. */
export interface PieceJobsOptions {
  readonly quotas: Quotas;
  readonly belowMinimum: 'error' | 'pad';
  /** Up to so many bytes records are packed anew where one build would have packed them otherwise; more stay in their shards. */
  readonly repackBytes: number;
  readonly signal: AbortSignal | undefined;
}

/** Jobs that were written. */
export interface PieceJobs {
  readonly jobs: readonly DatasetJob[];
  /** Ids of padding. */
  readonly padding: readonly string[];
  /** Of the shortest record, where somebody asked. */
  readonly shortestRecordBytes: number | undefined;
}

/**
 * Makes the jobs of a dataset of the shards of its pieces: whole shards are taken as they are, and few are written anew.
 *
 * Memory: 2 MiB, the longest record, and a few hundred bytes for each shard.
 */
export async function writePieceJobs(
  shards: readonly PieceShard[],
  place: JoinPlace,
  options: PieceJobsOptions,
): Promise<PieceJobs> {
  const bytes = shards.reduce((sum, shard) => sum + shard.bytes, 0);
  const joined = joinJobs(shards, options.quotas);
  if (joined === undefined || (!joined.isExact && bytes <= options.repackBytes))
    return repacked(shards, place, options);
  const jobs: WrittenShard[][] = [];
  for (const job of joined.jobs)
    jobs.push(await joinedJob(job, { place, job: jobs.length }, options));
  return { jobs: datasetJobs(jobs, 0), padding: [], shortestRecordBytes: undefined };
}

/** Packs all records as one build would. */
async function repacked(
  shards: readonly PieceShard[],
  { home, work }: JoinPlace,
  { quotas, belowMinimum, signal }: PieceJobsOptions,
): Promise<PieceJobs> {
  const writer = await DatasetWriter.in(work, quotas);
  const padding = new Padding();
  try {
    for (const of of shards) {
      const span = { of, from: 0, to: of.records };
      for await (const block of shardLines(home, span, signal)) {
        padding.note(block, false);
        await writeBlock(writer, block, signal);
      }
    }
    const ids: string[] = [];
    if (belowMinimum === 'pad') {
      for (const { recordId, line } of padding.records(writer.missing)) {
        writer.write(blockOf(line), () => recordId);
        ids.push(recordId);
      }
    }
    const jobs = await writer.finish(ids.length);
    return { jobs, padding: ids, shortestRecordBytes: padding.shortestRecordBytes };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

async function writeBlock(
  writer: DatasetWriter,
  block: Parameters<typeof recordIdAt>[0],
  signal: AbortSignal | undefined,
): Promise<void> {
  writer.write(block, (index) => recordIdAt(block, index));
  await nextTurn();
  signal?.throwIfAborted();
  await writer.room();
}

/** Where a job is written. */
interface JobPlace {
  readonly place: JoinPlace;
  /** Its number. */
  readonly job: number;
}

/** Writes a job: whole shards stay what they are, but of a job that gave records or got some all are written together. */
async function joinedJob(
  spans: JoinedJob,
  { place, job }: JobPlace,
  options: PieceJobsOptions,
): Promise<WrittenShard[]> {
  const written: WrittenShard[] = [];
  for (const run of runsOf(spans)) {
    const [first] = run;
    if (first !== undefined && run.length === 1 && isWhole(first)) {
      const path = shardPath(job, written.length);
      const shard = { ...first.of.shard, path };
      await place.take(first.of.path, shard);
      written.push(shard);
    } else written.push(...(await rewritten(run, { place, job, file: written.length }, options)));
  }
  return written;
}

function isWhole({ of, from, to }: ShardSpan): boolean {
  return from === 0 && to === of.records;
}

/** Spans that become files together: all of a job that gave records or got some, else each by itself. */
function runsOf(spans: JoinedJob): readonly JoinedJob[] {
  return spans.every(isWhole) ? spans.map((span) => [span]) : [spans];
}

/** Writes spans into files, each as full as its quotas let it be. */
async function rewritten(
  spans: JoinedJob,
  { place: { home, work }, job, file }: JobPlace & { readonly file: number },
  { quotas, signal }: PieceJobsOptions,
): Promise<WrittenShard[]> {
  const folder = join(work, `anew-${job}-${file}`);
  const ofFiles = { ...quotas, recordsPerJob: Infinity, jobBytes: Infinity, minRecordsPerJob: 0 };
  const writer = await DatasetWriter.in(folder, ofFiles);
  try {
    for (const span of spans)
      for await (const block of shardLines(home, span, signal))
        await writeBlock(writer, block, signal);
    const [only] = await writer.finish(0);
    await provideFolder(join(work, jobFolder(job)));
    const shards: WrittenShard[] = [];
    for (const { path: from, ...shard } of only?.shards ?? []) {
      const path = shardPath(job, file + shards.length);
      await moveInto(join(folder, from), join(work, path));
      shards.push({ ...shard, path });
    }
    await removeAll(folder);
    return shards;
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}
