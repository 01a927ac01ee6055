import { DEFAULT_ALGORITHM } from '../body/checksums.ts';
import { objectChecksumMembers } from '../headers/checksum-members.ts';
import { writeCondition } from '../headers/conditions.ts';
import { encryptionOf, readObjectHeaders } from '../headers/object-headers.ts';
import { entityTag } from '../store/entity-tag.ts';
import { checkKeyLength } from './key-length.ts';
import type { OperationCall, OperationReply } from './operation.ts';
import { checkPieceSize } from './upload-size.ts';

export async function putObject(
  call: OperationCall<'PutObject'>,
): Promise<OperationReply<'PutObject'>> {
  const { body, store, bucket, key } = call;
  checkKeyLength(key);
  checkPieceSize(body.claims.bytes);
  const headers = readObjectHeaders(call.input, call.headers);
  const condition = writeCondition(call.input, key);
  const algorithm = body.claims.checksum?.algorithm ?? DEFAULT_ALGORITHM;
  const received = await body.receive(store, [algorithm]);
  const object = await store.put(
    {
      bucket,
      key,
      bytes: received.bytes,
      etag: entityTag(received.md5, headers),
      slices: [received.slice],
      headers,
      checksum: { algorithm, type: 'FULL_OBJECT', value: received.checksums[algorithm] ?? '' },
    },
    condition,
  );
  return {
    output: {
      ETag: object.etag,
      ...objectChecksumMembers(object.checksum),
      ...encryptionOf(object.headers),
    },
  };
}
