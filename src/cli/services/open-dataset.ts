import type { Dataset } from '../../dataset/index.ts';
import { type AwsFlags, awsOptions } from '../flags/flags.ts';
import type { Session } from '../session/session.ts';

/** Flags that say how a dataset in S3 is reached; those of a folder have no effect. */
type HomeFlags = AwsFlags & { readonly expectedBucketOwner?: string | undefined };

/**
 * Opens the dataset in a folder, or at an S3 URI; connections are closed when the command ends.
 *
 * @throws {DatasetError} as `openDataset`.
 */
export async function openNamed(
  where: string,
  flags: HomeFlags,
  session: Session,
): Promise<Dataset> {
  const { openDataset } = await import('../../dataset/index.ts');
  const { expectedBucketOwner } = flags;
  const dataset = await openDataset(where, { ...awsOptions(flags), expectedBucketOwner });
  session.closeAtEnd(dataset.home);
  return dataset;
}
