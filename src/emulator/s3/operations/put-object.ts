import { DEFAULT_ALGORITHM } from '../body/checksums.ts';
import { objectChecksumMembers } from '../headers/checksum-members.ts';
import { writeCondition } from '../headers/conditions.ts';
import { encryptionOf, readObjectHeaders } from '../headers/object-headers.ts';
import { wholeObject } from '../store/whole-object.ts';
import { checkKeyLength, checkPieceSize } from './limits.ts';
import type { OperationCall, OperationReply } from './operation.ts';

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
  const draft = wholeObject(received, { bucket, key, headers, algorithm });
  const object = await store.put(draft, condition);
  return {
    output: {
      ETag: object.etag,
      ...objectChecksumMembers(object.checksum),
      ...encryptionOf(object.headers),
    },
  };
}
