import { join } from 'node:path';
import { type BuiltDataset, joinPieces } from '../builders/index.ts';
import { PARTITIONS_FOLDER } from '../dataset/index.ts';
import { removeAll } from '../io/index.ts';
import { folderHome, partitionsFolder } from './home/folder-home.ts';
import { pieceName } from './home/piece-names.ts';
import { partitionStatus, requireAll } from './partition-status.ts';
import { openPlan } from './plan/open-plan.ts';
import { plannedBuild } from './plan/planned-build.ts';

/** Options of {@link sealPartitions}. */
export interface SealPartitionsOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes the dataset of all partitions of a plan: the records that one build of the whole source makes, in the same order and with the same ids, within every quota.
 *
 * What holds of the whole is checked here: that no id stands in two partitions, that each job has as many records as it needs, and how many rows were set aside.
 * Shards stay whole wherever they can, and are not copied. It may be killed and called again; afterwards the partitions are gone.
 * Memory: 4 MiB, the longest record, 64 KiB for each 524,288 ids that are not numbers of rows, 32 MiB at most, and a few hundred bytes for each shard.
 *
 * @param folder Folder that was given to {@link planPartitions}.
 * @returns The dataset; that which is there where it was sealed already.
 * @throws {DatasetError} `PARTITIONS_MISSING` where some are not built, `DATASET_NOT_FOUND` where there is no plan, `DATASET_BUSY`, `DATASET_WRITE`.
 * @throws {DatasetInvalidError} `DATASET_INVALID`.
 */
export async function sealPartitions(
  folder: string,
  { signal }: SealPartitionsOptions = {},
): Promise<BuiltDataset> {
  const found = await openPlan(folderHome(folder));
  if (found.kind === 'sealed') {
    await removeAll(partitionsFolder(folder));
    return Object.freeze({ ...found.dataset, reused: true });
  }
  const { plan } = found;
  requireAll(folder, await partitionStatus(folder));
  const pieces = plan.partitions.map(({ rowsBefore }, index) => ({
    folder: join(partitionsFolder(folder), pieceName(index)),
    rowsBefore,
  }));
  const { source, buildKey } = plan;
  const build = await plannedBuild(plan, { out: folder, signal });
  const dataset = await joinPieces({ pieces, source, buildKey, beside: PARTITIONS_FOLDER }, build);
  await removeAll(partitionsFolder(folder));
  return dataset;
}
