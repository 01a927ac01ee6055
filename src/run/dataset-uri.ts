import { datasetPrefix, type Manifest } from '../dataset/index.ts';
import { asS3Folder } from '../io/index.ts';

/** Names the place of a dataset in S3 below `to`, as the upload does. */
export function datasetUri(to: string, manifest: Manifest): string {
  return `${asS3Folder(to)}${datasetPrefix(manifest)}/`;
}
