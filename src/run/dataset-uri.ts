import { InvalidOptionError, quote } from '../core/index.ts';
import { type Dataset, datasetPrefix } from '../dataset/index.ts';
import { asS3Folder, isS3Address, requireS3Folder } from '../io/index.ts';
import { defaultOutputUri } from '../jobs/index.ts';

/** Where a dataset and its outputs are to be. */
interface PlaceOptions {
  readonly to?: string | undefined;
  readonly outputUri?: string | undefined;
}

/** Names the place of a dataset in S3: where it lies, or below `to`, as the upload does. */
export function datasetUri({ home, manifest }: Dataset, { to = '' }: PlaceOptions): string {
  if (home.folder === undefined) return home.address;
  return `${asS3Folder(to)}${datasetPrefix(manifest)}/`;
}

/** Names the place of the outputs of a dataset, as it is given; else beside the dataset, which is what undefined stands for where it lies in S3. */
export function outputUriOf(
  { home, manifest }: Dataset,
  { to = '', outputUri }: PlaceOptions,
): string | undefined {
  if (outputUri !== undefined || home.folder === undefined) return outputUri;
  return defaultOutputUri(to, manifest);
}

/**
 * Checks the S3 URIs of a run before anything is built for them.
 *
 * @param where Folder of the dataset, or its address in S3.
 * @throws {InvalidOptionError} `INVALID_OPTION` where Bedrock would refuse one, where `to` is missing, and where it is given for a dataset that lies in S3.
 */
export function requireUris(where: string, { to, outputUri }: PlaceOptions): void {
  if (outputUri !== undefined) requireS3Folder(outputUri, 'outputUri');
  if (isS3Address(where)) {
    requireS3Folder(where, 'out');
    if (to !== undefined) throw lies(where, to);
  } else requireS3Folder(requireTo(to), 'to');
}

function requireTo(to: string | undefined): string {
  if (to !== undefined) return to;
  throw new InvalidOptionError('"to" is missing, and a dataset in a folder is uploaded first', {
    option: 'to',
    expected: 's3://bucket/prefix/',
    received: 'nothing',
  });
}

function lies(where: string, to: string): InvalidOptionError {
  const message = `"to" is ${quote(to, 200)}, and the jobs of a dataset in S3 read its shards where they lie, at ${quote(where, 200)}`;
  return new InvalidOptionError(message, {
    option: 'to',
    expected: 'nothing',
    received: quote(to, 200),
    hint: 'Leave it out',
  });
}
