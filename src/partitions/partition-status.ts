import { DatasetError, quote } from '../core/index.ts';
import { PARTITIONS_FOLDER } from '../dataset/index.ts';
import type { Home } from '../io/index.ts';
import { openPlan } from './plan/open-plan.ts';
import { removeHalfSealed, removePartitions } from './seal/remove-partitions.ts';
import { attemptedPiece, wholePiece } from './shelf/piece-names.ts';
import { type ObjectsOption, withHome } from './with-home.ts';

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
 * @param where Folder or S3 URI that was given to {@link planPartitions}.
 * @throws {DatasetError} `DATASET_NOT_FOUND` where there is no plan.
 */
export function partitionStatus(
  where: string,
  options: ObjectsOption = {},
): Promise<PartitionStatus> {
  return withHome(where, options, statusOf);
}

/** Tells which partitions of the plan in a home are built. */
export async function statusOf(home: Home): Promise<PartitionStatus> {
  const found = await openPlan(home);
  if (found.kind === 'sealed')
    return { sealed: true, partitions: 0, built: 0, missing: [], begun: [] };
  const { id } = found;
  const names = await home.names(PARTITIONS_FOLDER);
  const whole = new Set(names.map((name) => wholePiece(name, id)));
  const partitions = found.plan.partitions.length;
  const missing = Array.from({ length: partitions }, (_, index) => index).filter(
    (index) => !whole.has(index),
  );
  const attempted = new Set(names.map((name) => attemptedPiece(name, id)));
  const begun = missing.filter((index) => attempted.has(index));
  return { sealed: false, partitions, built: partitions - missing.length, missing, begun };
}

/**
 * Removes a plan with all partitions that were built of it; a dataset that it has become stays. Whoever still builds one of them does so for nothing.
 *
 * @param where Folder or S3 URI that was given to {@link planPartitions}.
 * @returns Whether there was anything.
 * @throws {DatasetError} `DATASET_WRITE`; what S3 refuses.
 */
export function cleanPartitions(where: string, options: ObjectsOption = {}): Promise<boolean> {
  return withHome(where, options, async (home) => {
    const isThere = (await home.names(PARTITIONS_FOLDER)).length > 0;
    if (isThere) await removeHalfSealed(home);
    await removePartitions(home);
    return isThere;
  });
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

/** Gives an error that says which partitions are missing. */
export function notBuilt(
  { address }: Home,
  { missing, partitions }: Pick<PartitionStatus, 'missing' | 'partitions'>,
): DatasetError {
  return new DatasetError(
    'PARTITIONS_MISSING',
    `${missing.length} of ${partitions} partitions in ${quote(address, 200)} are not built: ${rangesOf(missing)}; nothing was sealed`,
    {
      path: address,
      hint: 'Build them with bedrock-batch partition --index, and seal again',
    },
  );
}
