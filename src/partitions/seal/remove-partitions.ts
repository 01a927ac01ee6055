import { requireLeftovers } from '../../builders/index.ts';
import { isBedrockBatchError } from '../../core/index.ts';
import { MANIFEST_NAME, PARTITIONS_FOLDER } from '../../dataset/index.ts';
import type { Home } from '../../io/index.ts';
import { dropUploadsBelow } from '../../upload/index.ts';
import { PLAN_PATH } from '../shelf/piece-names.ts';

const JOBS = 'jobs';

/**
 * Removes a plan with all that was built of it, also on its way.
 *
 * The plan goes first, so that nobody begins any more.
 */
export async function removePartitions(home: Home): Promise<void> {
  await home.remove(PLAN_PATH);
  await home.remove(PARTITIONS_FOLDER);
  const { prefix } = home;
  if (prefix !== undefined) await dropUploadsBelow(prefix, `${PARTITIONS_FOLDER}/`);
}

/** Removes the shards that a killed seal left in S3, where they would be paid for; in a folder whoever builds there next does. */
export async function removeHalfSealed(home: Home): Promise<void> {
  const { prefix } = home;
  const isSealed = (await home.size(MANIFEST_NAME)) !== undefined;
  if (prefix === undefined || isSealed || !(await isLeftByBuilds(home))) return;
  await home.remove(JOBS);
  await dropUploadsBelow(prefix, `${JOBS}/`);
}

async function isLeftByBuilds(home: Home): Promise<boolean> {
  try {
    await requireLeftovers(home);
    return true;
  } catch (error) {
    if (isBedrockBatchError(error) && error.code === 'DATASET_FOREIGN_FILES') return false;
    throw error;
  }
}
