import { DatasetError, quote } from '../core/index.ts';
import { removeAll } from '../io/index.ts';
import { folderHome, partitionsFolder } from './home/folder-home.ts';
import { attemptedPiece, wholePiece } from './home/piece-names.ts';
import { openPlan } from './plan/open-plan.ts';

/** What is there of a plan. Plain JSON. */
export interface PartitionStatus {
  /** Whether the dataset is there, so that no partition is left. */
  readonly sealed: boolean;
  /** How many partitions the plan has. */
  readonly partitions: number;
  /** How many are built. */
  readonly built: number;
  /** Those that are not, counted from 0. */
  readonly missing: readonly number[];
  /** Those of the missing ones that somebody began to build, and has not ended; perhaps it was killed. */
  readonly begun: readonly number[];
}

/**
 * Tells which partitions of a plan are built.
 *
 * @param folder Folder that was given to {@link planPartitions}.
 * @throws {DatasetError} `DATASET_NOT_FOUND` where there is no plan.
 */
export async function partitionStatus(folder: string): Promise<PartitionStatus> {
  const home = folderHome(folder);
  const found = await openPlan(home);
  if (found.kind === 'sealed')
    return { sealed: true, partitions: 0, built: 0, missing: [], begun: [] };
  const names = await home.list();
  const whole = new Set(names.map(wholePiece));
  const partitions = found.plan.partitions.length;
  const missing = Array.from({ length: partitions }, (_, index) => index).filter(
    (index) => !whole.has(index),
  );
  const attempted = new Set(names.map(attemptedPiece));
  const begun = missing.filter((index) => attempted.has(index));
  return { sealed: false, partitions, built: partitions - missing.length, missing, begun };
}

/**
 * Removes a plan with all partitions that were built of it; a dataset that it has become stays. Whoever still builds one of them fails.
 *
 * @param folder Folder that was given to {@link planPartitions}.
 * @returns Whether there was anything.
 * @throws {DatasetError} `DATASET_WRITE`.
 */
export async function cleanPartitions(folder: string): Promise<boolean> {
  const isThere = (await folderHome(folder).list()).length > 0;
  await removeAll(partitionsFolder(folder));
  return isThere;
}

/** @throws {DatasetError} `PARTITIONS_MISSING`. */
export function requireAll(folder: string, { missing, partitions }: PartitionStatus): void {
  if (missing.length === 0) return;
  throw new DatasetError(
    'PARTITIONS_MISSING',
    `${missing.length} of ${partitions} partitions in ${quote(folder)} are not built: ${rangesOf(missing)}; nothing was sealed`,
    {
      path: folder,
      hint: 'Build them with bedrock-batch partition --index, and seal again',
    },
  );
}

/** Writes numbers as engines take them: `3-5,7`. */
export function rangesOf(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}
