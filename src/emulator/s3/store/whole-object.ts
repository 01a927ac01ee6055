import type { ChecksumAlgorithm } from '../body/checksums.ts';
import type { ReceivedBody } from '../body/received-body.ts';
import { entityTag } from './entity-tag.ts';
import type { ObjectDraft } from './entries.ts';
import type { ObjectHeaders } from './states.ts';

/** What an object of one piece has besides its bytes. */
interface AboutObject {
  readonly bucket: string;
  readonly key: string;
  readonly headers: ObjectHeaders;
  /** Of the checksum that it shows; the body was digested by it. */
  readonly algorithm: ChecksumAlgorithm;
}

/** Drafts an object of bytes that came in one piece. */
export function wholeObject(received: ReceivedBody, about: AboutObject): ObjectDraft {
  const { bucket, key, headers, algorithm } = about;
  return {
    bucket,
    key,
    bytes: received.bytes,
    etag: entityTag(received.md5, headers),
    slices: [received.slice],
    headers,
    checksum: { algorithm, type: 'FULL_OBJECT', value: received.checksums[algorithm] ?? '' },
  };
}
