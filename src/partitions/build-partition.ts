import { join } from 'node:path';
import { type BuildProgress, buildPiece, type CutFile, cutPartSource } from '../builders/index.ts';
import {
  formatCount,
  InvalidOptionError,
  isBedrockBatchError,
  quote,
  type Report,
  SourceError,
} from '../core/index.ts';
import { type Manifest, readPiece } from '../dataset/index.ts';
import { claimWorkBeside, fileIdentity, moveInto, removeAll } from '../io/index.ts';
import { folderHome, partitionsFolder } from './home/folder-home.ts';
import { pieceName } from './home/piece-names.ts';
import { openPlan } from './plan/open-plan.ts';
import type { PartitionPlan } from './plan/partition-plan.ts';
import { plannedBuild } from './plan/planned-build.ts';

/** Options of {@link buildPartition}. */
export interface BuildPartitionOptions {
  /** Which partition, counted from 0. */
  readonly index: number;
  readonly signal?: AbortSignal | undefined;
  /** Told after each batch of rows. */
  readonly onProgress?: ((progress: BuildProgress) => void) | undefined;
}

/** A partition that was built, or was there. Plain JSON. */
export interface BuiltPartition {
  readonly index: number;
  /** How many partitions the plan has; absent where it was sealed already. */
  readonly of?: number | undefined;
  readonly records: number;
  readonly bytes: number;
  readonly shards: number;
  /** Rows that were set aside. */
  readonly rejected: number;
  /** Whether it was there already, so that nothing was read. */
  readonly reused: boolean;
  /** Whether all were sealed already, so that the sizes are not known. */
  readonly sealed: boolean;
  /** What the validation found; absent where it was there already. */
  readonly report?: Report | undefined;
}

/**
 * Builds one partition of a plan: reads its rows, makes records of them, validates them and writes them below `partitions/`, seen only once it is whole.
 *
 * It may be killed and called again, on any machine, also while another one builds the same: who ends first keeps it, and both are the same bytes.
 * Memory: as `buildDataset`, and 5 MiB where ids are not numbers of rows.
 *
 * @param folder Folder that was given to {@link planPartitions}.
 * @param options Which one.
 * @throws {DatasetInvalidError} `DATASET_INVALID` where a row or a record has an error.
 * @throws {InvalidOptionError} `INVALID_OPTION` where there is no such partition, or a module of the plan is another one now.
 * @throws {SourceError} `SOURCE_DIFFERS` where a file of the source was changed since the plan was made, and as `buildDataset`.
 * @throws {DatasetError} `DATASET_NOT_FOUND` where there is no plan, `DATASET_WRITE`.
 */
export async function buildPartition(
  folder: string,
  { index, signal, onProgress }: BuildPartitionOptions,
): Promise<BuiltPartition> {
  const found = await openPlan(folderHome(folder));
  if (found.kind === 'sealed') return { index, ...NOTHING, reused: true, sealed: true };
  const { plan } = found;
  const part = plan.partitions[index];
  if (part === undefined) throw noPartition(index, plan.partitions.length);
  const of = plan.partitions.length;
  const place = join(partitionsFolder(folder), pieceName(index));
  const there = await pieceAt(place);
  if (there !== undefined) return { index, of, ...sizesOf(there), reused: true, sealed: false };
  for (const { file } of part.spans) await requireUnchanged(plan, file);
  const work = await claimWorkBeside(place);
  const piece = join(work.folder, 'piece');
  try {
    const build = await plannedBuild(plan, { out: piece, signal });
    const source = cutPartSource({ name: plan.source, files: plan.files, part }, build);
    const { rowsBefore } = part;
    const built = await buildPiece(source, { ...build, onProgress }, { rowsBefore });
    // a file that was changed meanwhile has other rows there
    for (const { file } of part.spans) await requireUnchanged(plan, file);
    await putPiece(piece, place);
    const { manifest, report } = built;
    return { index, of, ...sizesOf(manifest), reused: false, sealed: false, report };
  } finally {
    await removeAll(piece);
    await work.release();
  }
}

const NOTHING = { records: 0, bytes: 0, shards: 0, rejected: 0 };

function sizesOf({ records, bytes, jobs, rows }: Manifest): typeof NOTHING {
  const shards = jobs.reduce((sum, job) => sum + job.shards.length, 0);
  return { records, bytes, shards, rejected: rows?.rejected?.count ?? 0 };
}

/** Puts a piece where it belongs, unless another process was faster: then both are the same. */
async function putPiece(piece: string, place: string): Promise<void> {
  try {
    await moveInto(piece, place);
  } catch (error) {
    if ((await pieceAt(place)) === undefined) throw error;
  }
}

async function pieceAt(place: string): Promise<Manifest | undefined> {
  try {
    return await readPiece(place);
  } catch (error) {
    if (isBedrockBatchError(error) && error.code === 'DATASET_NOT_FOUND') return undefined;
    throw error;
  }
}

/** @throws {SourceError} `SOURCE_DIFFERS`. */
async function requireUnchanged({ files }: PartitionPlan, index: number): Promise<void> {
  const file = files[index];
  if (file === undefined) return;
  const { bytes, modified } = await fileIdentity(file.path);
  if (bytes !== file.bytes || modified !== file.modified) throw wasChanged(file);
}

function wasChanged({ name }: CutFile): SourceError {
  return new SourceError(
    'SOURCE_DIFFERS',
    `${quote(name)} was changed since the plan was made; nothing was built`,
    {
      source: name,
      hint: 'Put it back as it was, or remove the plan with bedrock-batch plan --clean and plan again',
    },
  );
}

function noPartition(index: number, count: number): InvalidOptionError {
  return new InvalidOptionError(
    `There is no partition ${String(index)}: the plan has ${formatCount(count)}, counted from 0`,
    {
      option: 'index',
      expected: `a whole number from 0 to ${formatCount(count - 1)}`,
      received: String(index),
      hint: 'Let the engine count from 0, as in --array=0-9 for 10 partitions',
    },
  );
}
