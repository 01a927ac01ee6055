import { formatBytes, quote, S3Error } from '../../core/index.ts';
import { type FileDigest, formatS3Uri, type S3ObjectHead, type S3Place } from '../../io/index.ts';

/** Entry of the object's metadata that tells a shard where the server keeps no checksum: XXH3-128 in hex. */
export const HASH_ENTRY = 'bedrock-batch-hash';

/**
 * Tells whether an object has certain bytes: by size and CRC32, and where the server keeps no CRC32 of the whole object, by the hash that came with it when it
 * was uploaded.
 */
export function isSameObject(head: S3ObjectHead | undefined, digest: FileDigest): boolean {
  if (head === undefined || head.bytes !== digest.bytes) return false;
  return head.crc32 === undefined
    ? head.metadata[HASH_ENTRY] === digest.hash
    : head.crc32 === digest.crc32;
}

/** Tells whether an object is known to have other bytes; one without CRC32 and hash may have them where its size is the same. */
export function isOtherObject(head: S3ObjectHead, digest: FileDigest): boolean {
  const isUnknown = head.crc32 === undefined && head.metadata[HASH_ENTRY] === undefined;
  return isUnknown ? head.bytes !== digest.bytes : !isSameObject(head, digest);
}

/** The error for an object that is not there as it was sent. */
export function notAsSent(
  place: S3Place,
  head: S3ObjectHead | undefined,
  digest: FileDigest,
): S3Error {
  const found =
    head === undefined
      ? 'it is not there'
      : `it has ${formatBytes(head.bytes)} and CRC32 ${head.crc32 ?? 'none'}`;
  const expected = `${formatBytes(digest.bytes)} and CRC32 ${digest.crc32}`;
  return new S3Error(
    'S3_OBJECT_DIFFERS',
    `The object ${quote(formatS3Uri(place), 200)} is not what was uploaded: ${found}, not ${expected}`,
    {
      ...place,
      hint: 'Look for another process that writes there, then run the same command again with --replace',
    },
  );
}
