import { datasetPrefix, type Manifest } from '../dataset/index.ts';
import { asS3Folder, requireOnDisk, requireS3Folder } from '../io/index.ts';

/** Names the place of a dataset in S3 below `to`, as the upload does. */
export function datasetUri(to: string, manifest: Manifest): string {
  return `${asS3Folder(to)}${datasetPrefix(manifest)}/`;
}

/**
 * Checks the S3 URIs of a run before anything is built for them.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where Bedrock would refuse one.
 */
export function requireUris(options: {
  readonly to: string;
  readonly outputUri?: string | undefined;
  readonly out?: string | undefined;
}): void {
  if (options.out !== undefined) requireOnDisk(options.out, 'out');
  requireS3Folder(options.to, 'to');
  if (options.outputUri !== undefined) requireS3Folder(options.outputUri, 'outputUri');
}
