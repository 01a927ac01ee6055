import type { DeletedObject, _Error as ObjectError, ObjectIdentifier } from '@aws-sdk/client-s3';
import { WireError } from '../../http/wire-error.ts';
import { isSameTag } from '../store/entity-tag.ts';
import type { Precondition } from '../store/entries.ts';
import { invalidRequest, malformedXml, preconditionFailed } from '../wire/s3-errors.ts';
import type { OperationCall, OperationReply } from './operation.ts';

const MOST_KEYS = 1000;

export async function deleteObject(
  call: OperationCall<'DeleteObject'>,
): Promise<OperationReply<'DeleteObject'>> {
  await call.store.remove(call.bucket, call.key, deleteCondition(call.input.IfMatch));
  return { output: {} };
}

export async function deleteObjects(
  call: OperationCall<'DeleteObjects'>,
): Promise<OperationReply<'DeleteObjects'>> {
  const { claims } = call.body;
  if (claims.md5 === undefined && claims.checksum === undefined) {
    throw invalidRequest(
      'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
    );
  }
  const objects = call.input.Delete?.Objects ?? [];
  if (objects.length === 0 || objects.length > MOST_KEYS) throw malformedXml();
  const deleted: DeletedObject[] = [];
  const errors: ObjectError[] = [];
  for (const object of objects) {
    const error = await removeOne(call, object);
    if (error !== undefined) errors.push(error);
    else if (call.input.Delete?.Quiet !== true) deleted.push({ Key: object.Key });
  }
  return { output: { Deleted: deleted, Errors: errors } };
}

async function removeOne(
  { store, bucket }: OperationCall<'DeleteObjects'>,
  { Key: key = '', ETag: etag }: ObjectIdentifier,
): Promise<ObjectError | undefined> {
  try {
    await store.remove(bucket, key, deleteCondition(etag));
    return undefined;
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return { Key: key, Code: error.code, Message: error.message };
  }
}

function deleteCondition(etag: string | undefined): Precondition {
  return (current) => {
    if (etag === undefined) return;
    const holds = current !== undefined && (etag === '*' || isSameTag(etag, current.etag));
    if (!holds) throw preconditionFailed('If-Match');
  };
}
