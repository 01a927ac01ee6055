import type { ChecksumAlgorithm } from '../body/checksums.ts';
import type { ReceivedBody } from '../body/received-body.ts';
import { readRange } from '../headers/byte-range.ts';
import { checksumMembers } from '../headers/checksum-members.ts';
import { findCopySource } from '../headers/copy-source.ts';
import { encryptionOf } from '../headers/object-headers.ts';
import { entityTag } from '../store/entity-tag.ts';
import { sliceRange } from '../store/slice-range.ts';
import type { PartState, UploadState } from '../store/states.ts';
import { invalidArgument, invalidRequest } from '../wire/s3-errors.ts';
import { checkPieceSize } from './limits.ts';
import { addressOf, type OperationCall, type OperationReply } from './operation.ts';

const MOST_PARTS = 10_000;

export async function uploadPart(
  call: OperationCall<'UploadPart'>,
): Promise<OperationReply<'UploadPart'>> {
  const { store, body } = call;
  const number = partNumber(call.input.PartNumber);
  checkPieceSize(body.claims.bytes);
  const upload = store.uploads.at(addressOf(call));
  const claimed = body.claims.checksum?.algorithm;
  checkAlgorithm(upload, claimed);
  const part = await putPart(call, upload, {
    number,
    received: await body.receive(store, [upload.algorithm]),
    claimed,
  });
  const shown = upload.isAlgorithmNamed ? upload.algorithm : claimed;
  const checksums = shown === undefined ? {} : { [shown]: part.checksums[shown] };
  return {
    output: {
      ETag: part.etag,
      ...checksumMembers(checksums),
      ...encryptionOf(upload.headers),
    },
  };
}

export async function uploadPartCopy(
  call: OperationCall<'UploadPartCopy'>,
): Promise<OperationReply<'UploadPartCopy'>> {
  const { store, input } = call;
  const number = partNumber(input.PartNumber);
  const upload = store.uploads.at(addressOf(call));
  const source = findCopySource(store, input);
  const range = readRange(input.CopySourceRange, source.bytes) ?? {
    start: 0,
    end: source.bytes - 1,
  };
  checkPieceSize(range.end - range.start + 1);
  const slices = sliceRange(source.slices, range);
  const received = await store.receiveCopy(slices, [upload.algorithm]);
  const part = await putPart(call, upload, { number, received });
  const shown = upload.isAlgorithmNamed ? part.checksums : {};
  return {
    output: {
      CopyPartResult: {
        ETag: part.etag,
        LastModified: new Date(part.modifiedAt),
        ...checksumMembers(shown),
      },
      ...encryptionOf(upload.headers),
    },
  };
}

/** A part whose bytes are on disk. */
interface ReceivedPart {
  readonly number: number;
  readonly received: ReceivedBody;
  /** Algorithm of the checksum the client sent with it. */
  readonly claimed?: ChecksumAlgorithm | undefined;
}

function putPart(
  call: OperationCall<'UploadPart'> | OperationCall<'UploadPartCopy'>,
  upload: UploadState,
  { number, received, claimed }: ReceivedPart,
): Promise<PartState> {
  const kept = new Set([upload.algorithm, claimed ?? upload.algorithm]);
  return call.store.uploads.putPart(addressOf(call), {
    number,
    slice: received.slice,
    etag: entityTag(received.md5, upload.headers),
    checksums: Object.fromEntries(
      [...kept].map((algorithm) => [algorithm, received.checksums[algorithm]]),
    ),
  });
}

function partNumber(number: number | undefined): number {
  if (number !== undefined && number >= 1 && number <= MOST_PARTS) return number;
  throw invalidArgument(
    `Part number must be an integer between 1 and ${MOST_PARTS}, inclusive`,
    'partNumber',
    String(number ?? ''),
  );
}

/** Parts of an upload that names an algorithm carry that one; a checksum of the full object needs none of its parts. */
function checkAlgorithm(upload: UploadState, claimed: ChecksumAlgorithm | undefined): void {
  if (!upload.isAlgorithmNamed || claimed === upload.algorithm) return;
  if (claimed === undefined && upload.checksumType === 'FULL_OBJECT') return;
  const expected = upload.algorithm.toLowerCase();
  const actual = claimed?.toLowerCase() ?? 'null';
  throw invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${expected}, actual checksum Type: ${actual}`,
  );
}
