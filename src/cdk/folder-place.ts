import { Token } from 'aws-cdk-lib';
import { requireOption } from '../core/index.ts';
import { requireS3Folder } from '../io/index.ts';
import { literally } from '../setup/index.ts';
import type { BatchFolder } from './batch-workflow-props.ts';

/** Any name that a bucket may have: that of the bucket itself may be known only where it is deployed. */
const SOME_BUCKET = 's3://some-bucket/';

/** A prefix in a bucket, once it is checked. */
export interface FolderPlace extends BatchFolder {
  /** Ends with a slash; empty where it is the whole bucket. */
  readonly prefix: string;
  readonly uri: string;
  /** Matches every object of it in a policy, and no other. */
  readonly objectsArn: string;
}

/**
 * Checks a prefix.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where Bedrock would not take it, or where it is known only when it is deployed: the policies name it.
 */
export function folderPlace({ bucket, prefix = '' }: BatchFolder, option: string): FolderPlace {
  requireOption(!Token.isUnresolved(prefix), {
    option: `${option}.prefix`,
    value: prefix,
    expected: 'a text that is known when the app is synthesised',
  });
  const path = requireS3Folder(`${SOME_BUCKET}${prefix}`, option).slice(SOME_BUCKET.length);
  return {
    bucket,
    prefix: path,
    uri: `s3://${bucket.bucketName}/${path}`,
    objectsArn: `${bucket.bucketArn}/${literally(path)}*`,
  };
}
