import { isChecksumAlgorithm } from '../body/checksums.ts';
import { objectChecksumMembers } from '../headers/checksum-members.ts';
import { writeCondition } from '../headers/conditions.ts';
import { findCopySource } from '../headers/copy-source.ts';
import { encryptionOf, readObjectHeaders } from '../headers/object-headers.ts';
import type { ObjectHeaders, ObjectState } from '../store/states.ts';
import { wholeObject } from '../store/whole-object.ts';
import { invalidRequest, notImplemented } from '../wire/s3-errors.ts';
import { checkKeyLength, LARGEST_PIECE_BYTES } from './limits.ts';
import type { OperationCall, OperationReply } from './operation.ts';

export async function copyObject(
  call: OperationCall<'CopyObject'>,
): Promise<OperationReply<'CopyObject'>> {
  const { store, bucket, key, input } = call;
  checkKeyLength(key);
  const source = findCopySource(store, input);
  checkSource(source, call);
  const headers = headersOfCopy(source, call);
  const condition = writeCondition(input, key);
  const algorithm = input.ChecksumAlgorithm ?? source.checksum.algorithm;
  if (!isChecksumAlgorithm(algorithm)) throw notImplemented(`the checksum ${algorithm}`);
  const received = await store.receiveCopy(source.slices, [algorithm]);
  const draft = wholeObject(received, { bucket, key, headers, algorithm });
  const object = await store.put(draft, condition);
  return {
    output: {
      CopyObjectResult: {
        ETag: object.etag,
        LastModified: new Date(object.modifiedAt),
        ...objectChecksumMembers(object.checksum),
      },
      ...encryptionOf(object.headers),
    },
  };
}

function checkSource(
  source: ObjectState,
  { bucket, key, input }: OperationCall<'CopyObject'>,
): void {
  if (source.bytes > LARGEST_PIECE_BYTES) {
    throw invalidRequest(
      `The specified copy source is larger than the maximum allowable size for a copy source: ${LARGEST_PIECE_BYTES}`,
    );
  }
  const isSelf = source.bucket === bucket && source.key === key;
  const changes =
    input.MetadataDirective === 'REPLACE' ||
    input.StorageClass !== undefined ||
    input.ServerSideEncryption !== undefined ||
    input.WebsiteRedirectLocation !== undefined;
  if (isSelf && !changes) {
    throw invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
}

/** Encryption, storage class and redirect never come from the source; the rest does unless the client replaces it. */
function headersOfCopy(source: ObjectState, call: OperationCall<'CopyObject'>): ObjectHeaders {
  const asked = readObjectHeaders(call.input, call.headers);
  if (call.input.MetadataDirective === 'REPLACE') return asked;
  return {
    ...source.headers,
    ...encryptionOf(asked),
    StorageClass: asked.StorageClass,
    WebsiteRedirectLocation: asked.WebsiteRedirectLocation,
  };
}
