import { join } from 'node:path';
import type { Condition } from './flag-rules.ts';
import { type AwsFlags, awsOptions } from './flags.ts';

/**
 * Tells whether what a command is given is a dataset and nothing else: a folder with a manifest and the folder of its first job, or a prefix in S3 with a
 * manifest. Any other folder or prefix has rows.
 */
export async function isDataset(
  [folder = '', ...others]: readonly string[],
  flags: AwsFlags,
): Promise<boolean> {
  if (others.length > 0 || folder === '-') return false;
  if (isS3Argument(folder)) return isDatasetInS3(folder, flags);
  const { jobFolder, MANIFEST_NAME } = await import('../../dataset/index.ts');
  const { pathKind } = await import('../../io/index.ts');
  const manifest = await pathKind(join(folder, MANIFEST_NAME));
  return manifest === 'file' && (await pathKind(join(folder, jobFolder(0)))) === 'folder';
}

/** Rules and requirements of one call ask the same. */
const asked = new WeakMap<AwsFlags, Promise<boolean>>();

function isDatasetInS3(uri: string, flags: AwsFlags): Promise<boolean> {
  const before = asked.get(flags);
  if (before !== undefined) return before;
  const found = lookForDataset(uri, flags);
  asked.set(flags, found);
  return found;
}

async function lookForDataset(uri: string, flags: AwsFlags): Promise<boolean> {
  const { datasetHome, MANIFEST_NAME } = await import('../../dataset/index.ts');
  if (!uri.endsWith('/')) {
    const { objectsAt } = await import('../../io/index.ts');
    const [found] = await objectsAt(uri, awsOptions(flags));
    if (found === uri) return false;
  }
  const home = datasetHome(uri, awsOptions(flags));
  try {
    return (await home.size(MANIFEST_NAME)) !== undefined;
  } finally {
    home.close();
  }
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

/** That sources are a dataset in S3, which has to be looked at. */
export const BUILT_IN_S3: Condition = {
  says: 'a dataset in S3',
  holds: ({ args, flags }) => isS3Argument(args[0]) && isDataset(args, flags),
};

/** That outcomes go to an object in S3. */
export const OUTPUT_IN_S3: Condition = {
  says: '--output in S3',
  holds: ({ valueOf }) => {
    const output = valueOf('--output');
    return typeof output === 'string' && isS3Argument(output);
  },
};
