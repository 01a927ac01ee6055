import { decodePercent } from '../../http/raw-url.ts';
import { WireError } from '../../http/wire-error.ts';
import type { DiskObjectStore } from '../store/disk-object-store.ts';
import type { ObjectState } from '../store/states.ts';
import { accessDenied, invalidArgument } from '../wire/s3-errors.ts';
import { checkSourceConditions } from './conditions.ts';

/** Members that CopyObject and UploadPartCopy share. */
interface CopyInput {
  readonly CopySource?: string | undefined;
  readonly CopySourceIfMatch?: string | undefined;
  readonly CopySourceIfNoneMatch?: string | undefined;
  readonly CopySourceIfModifiedSince?: Date | undefined;
  readonly CopySourceIfUnmodifiedSince?: Date | undefined;
  readonly ExpectedSourceBucketOwner?: string | undefined;
}

/**
 * Finds the object a copy is made of, `bucket/key` with or without a slash before.
 *
 * @throws {WireError} 400 `InvalidArgument`, 403 `AccessDenied`, 404 or 412.
 */
export function findCopySource(store: DiskObjectStore, input: CopyInput): ObjectState {
  const source = input.CopySource ?? '';
  const [path = '', version] = source.split('?versionId=');
  const match = /^\/?([^/]+)\/(.+)$/s.exec(decodePercent(path));
  if (match === null) {
    throw invalidArgument(
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
      'x-amz-copy-source',
      source,
    );
  }
  if (version !== undefined && version !== 'null') throw noSuchVersion(version);
  const { ExpectedSourceBucketOwner: owner } = input;
  if (owner !== undefined && owner !== store.owner) throw accessDenied();
  const [, bucket = '', key = ''] = match;
  const object = store.objectAt(bucket, key);
  checkSourceConditions(
    {
      IfMatch: input.CopySourceIfMatch,
      IfNoneMatch: input.CopySourceIfNoneMatch,
      IfModifiedSince: input.CopySourceIfModifiedSince,
      IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
    },
    object,
  );
  return object;
}

function noSuchVersion(version: string): WireError {
  return new WireError({
    status: 404,
    code: 'NoSuchVersion',
    message: 'The specified version does not exist.',
    fields: { VersionId: version },
  });
}
