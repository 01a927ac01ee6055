import pLimit from 'p-limit';
import { type BuiltDataset, folderTarget, joinPieces } from '../../builders/index.ts';
import { S3Error } from '../../core/index.ts';
import { PARTITIONS_FOLDER, readPiece } from '../../dataset/index.ts';
import type { Home } from '../../io/index.ts';
import { notBuilt, statusOf } from '../partition-status.ts';
import { type FoundPlan, openPlan } from '../plan/open-plan.ts';
import { plannedBuild } from '../plan/planned-build.ts';
import { pieceGone } from '../shelf/piece-gone.ts';
import { shelfOf } from '../shelf/piece-shelf.ts';
import { type ObjectsOption, withHome } from '../with-home.ts';
import { removePartitions } from './remove-partitions.ts';
import { s3Target } from './s3-target.ts';

/** Options of {@link sealPartitions}. */
export interface SealPartitionsOptions extends ObjectsOption {
  readonly signal?: AbortSignal | undefined;
}

const READS_IN_FLIGHT = 8;

/**
 * Makes the dataset of all partitions of a plan: the records that one build of the whole source makes, in the same order and with the same ids, within every quota.
 *
 * What holds of the whole is checked here: that no id stands in two partitions, that each job has as many records as it needs, and how many rows were set aside.
 * Shards stay whole wherever they can: in a folder they get second names, in S3 they are copied by S3 itself. It may be killed and called again; afterwards the
 * partitions are gone.
 * Memory: 4 MiB, the longest record, 64 KiB for each 524,288 ids that are not numbers of rows, 32 MiB at most, and a few hundred bytes for each shard.
 * Of a plan in S3 eight bytes for each of these ids, and for each row, are kept below the folder for temporary files meanwhile.
 *
 * @param where Folder or S3 URI that was given to {@link planPartitions}.
 * @returns The dataset; that which is there where it was sealed already.
 * @throws {DatasetError} `PARTITIONS_MISSING` where some are not built, `DATASET_NOT_FOUND` where there is no plan, `DATASET_BUSY`, `DATASET_WRITE`.
 * @throws {DatasetInvalidError} `DATASET_INVALID`.
 */
export async function sealPartitions(
  where: string,
  options: SealPartitionsOptions = {},
): Promise<BuiltDataset> {
  return withHome(where, options, async (home) => {
    try {
      return await seal(home, options);
    } catch (error) {
      // another process that sealed it too, and was faster, has removed the pieces
      const isGone = error instanceof S3Error && error.code === 'S3_OBJECT_NOT_FOUND';
      const found = isGone ? await openPlan(home).catch(() => undefined) : undefined;
      if (found?.kind !== 'sealed') throw error;
      return Object.freeze({ ...found.dataset, reused: true });
    }
  });
}

async function seal(home: Home, options: SealPartitionsOptions): Promise<BuiltDataset> {
  const found = await openPlan(home);
  if (found.kind === 'sealed') {
    await removePartitions(home);
    return Object.freeze({ ...found.dataset, reused: true });
  }
  const status = await statusOf(home);
  if (status.missing.length > 0) throw notBuilt(home, status);
  const dataset = await joinAll({ home, ...found }, options.signal);
  await removePartitions(home);
  return dataset;
}

type OpenedPlan = Extract<FoundPlan, { readonly kind: 'plan' }> & { readonly home: Home };

async function joinAll(of: OpenedPlan, signal: AbortSignal | undefined): Promise<BuiltDataset> {
  const { home, plan } = of;
  const { source, buildKey } = plan;
  const pieces = await piecesOf(of, signal);
  const { prefix, address } = home;
  const target =
    prefix === undefined
      ? folderTarget(home, address, PARTITIONS_FOLDER)
      : s3Target({ home, prefix, signal });
  // where it goes is said by the target
  const build = await plannedBuild(plan, { out: '.', signal });
  return joinPieces({ pieces, source, buildKey }, build, target);
}

/** Reads what the manifests of all pieces say. */
async function piecesOf({ home, plan, id }: OpenedPlan, signal: AbortSignal | undefined) {
  const shelf = shelfOf(home, id);
  return pLimit(READS_IN_FLIGHT).map(plan.partitions, async ({ rowsBefore }, index) => {
    signal?.throwIfAborted();
    const folder = await shelf.find(index);
    if (folder === undefined)
      throw notBuilt(home, { missing: [index], partitions: plan.partitions.length });
    const manifest = await readPiece(home, folder);
    if (manifest === undefined) throw pieceGone(home, folder);
    return { home, folder, rowsBefore, manifest };
  });
}
