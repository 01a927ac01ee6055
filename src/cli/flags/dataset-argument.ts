import { join } from 'node:path';
import type { Condition } from './flag-rules.ts';

/**
 * Tells whether what a command is given is the folder of a dataset and nothing else: one with a manifest and the folder of its first job. Any other
 * folder has rows.
 */
export async function isDatasetFolder([
  folder = '',
  ...others
]: readonly string[]): Promise<boolean> {
  if (others.length > 0 || folder === '-') return false;
  const { jobFolder, MANIFEST_NAME } = await import('../../dataset/index.ts');
  const { pathKind } = await import('../../io/index.ts');
  const manifest = await pathKind(join(folder, MANIFEST_NAME));
  return manifest === 'file' && (await pathKind(join(folder, jobFolder(0)))) === 'folder';
}

/** Tells whether an argument is an address in S3, and no path. */
export function isS3Argument(argument: string | undefined): boolean {
  return argument?.startsWith('s3://') === true;
}

/** That an argument is an address in S3. */
export const ADDRESS_IN_S3: Condition = {
  says: 'an S3 URI',
  holds: ({ args }) => args.some(isS3Argument),
};

/** That what is made is to lie in S3. */
export const OUT_IN_S3: Condition = {
  says: '--out in S3',
  holds: ({ valueOf }) => {
    const out = valueOf('--out');
    return typeof out === 'string' && isS3Argument(out);
  },
};

/** That the first argument of a command is a dataset in S3. */
export const DATASET_IN_S3: Condition = {
  says: 'a dataset in S3',
  holds: ({ args }) => isS3Argument(args[0]),
};
