import { formatCount } from '../../../core/index.ts';
import { type AwsFlags, awsOptions } from '../../flags/flags.ts';
import type { Session } from '../../session/session.ts';

/** Prints which partitions of a plan are built. */
export async function printStatus(
  folder: string,
  flags: AwsFlags,
  session: Session,
): Promise<void> {
  session.remains = 'nothing was changed';
  const { partitionStatus, rangesOf } = await import('../../../partitions/index.ts');
  const status = await partitionStatus(folder, { objects: awsOptions(flags) });
  if (session.isJson) return session.printJson({ folder, ...status });
  if (status.sealed) return session.print('sealed: the dataset is there');
  const { built, partitions, missing, begun } = status;
  await session.print(`built: ${formatCount(built)} of ${formatCount(partitions)}`);
  if (missing.length > 0) await session.print(`missing: ${rangesOf(missing)}`);
  if (begun.length > 0) await session.print(`begun, perhaps killed: ${rangesOf(begun)}`);
}

/** Removes a plan. */
export async function cleanPlan(folder: string, flags: AwsFlags, session: Session): Promise<void> {
  session.remains = 'a part of the plan may be removed; run the same command again';
  const { cleanPartitions } = await import('../../../partitions/index.ts');
  const removed = await cleanPartitions(folder, { objects: awsOptions(flags) });
  if (session.isJson) return session.printJson({ folder, removed });
  session.say(removed ? 'The plan was removed' : 'There was no plan');
}
