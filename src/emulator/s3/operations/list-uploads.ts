import { checksumMembers } from '../headers/checksum-members.ts';
import type { UploadState } from '../store/states.ts';
import { compareUtf8 } from '../store/utf8-order.ts';
import { keyEncoder } from '../wire/key-encoding.ts';
import { invalidArgument } from '../wire/s3-errors.ts';
import { canonicalId } from './buckets.ts';
import { makePage } from './list-page.ts';
import { addressOf, type OperationCall, type OperationReply } from './operation.ts';

const LONGEST_PAGE = 1000;

export async function listParts(
  call: OperationCall<'ListParts'>,
): Promise<OperationReply<'ListParts'>> {
  const { store, input, bucket, key } = call;
  const upload = store.uploads.at(addressOf(call));
  const longest = pageLength(input.MaxParts, 'max-parts');
  const marker = Number(input.PartNumberMarker ?? 0);
  const following = store.uploads.parts(addressOf(call)).filter((part) => part.number > marker);
  const page = following.slice(0, longest);
  const isTruncated = following.length > page.length && longest > 0;
  return {
    output: {
      Bucket: bucket,
      Key: key,
      UploadId: upload.uploadId,
      PartNumberMarker: String(marker),
      NextPartNumberMarker: String(page.at(-1)?.number ?? 0),
      MaxParts: longest,
      IsTruncated: isTruncated,
      Parts: page.map((part) => ({
        PartNumber: part.number,
        LastModified: new Date(part.modifiedAt),
        ETag: part.etag,
        Size: part.slice.bytes,
        ...checksumMembers(upload.isAlgorithmNamed ? part.checksums : {}),
      })),
      ...commonMembers(upload, store.owner),
    },
  };
}

export async function listMultipartUploads(
  call: OperationCall<'ListMultipartUploads'>,
): Promise<OperationReply<'ListMultipartUploads'>> {
  const { input, bucket, store } = call;
  const encode = keyEncoder(input.EncodingType);
  const { KeyMarker = '', Prefix = '', Delimiter } = input;
  const longest = pageLength(input.MaxUploads, 'max-uploads');
  const query = { prefix: Prefix, delimiter: Delimiter, longest, after: KeyMarker };
  const page = makePage(uploadsAfter(call), query);
  return {
    output: {
      Bucket: bucket,
      KeyMarker: encode(KeyMarker),
      UploadIdMarker: input.UploadIdMarker ?? '',
      Prefix: encode(Prefix),
      Delimiter: Delimiter === undefined ? undefined : encode(Delimiter),
      EncodingType: input.EncodingType,
      MaxUploads: longest,
      IsTruncated: page.isTruncated,
      NextKeyMarker: page.isTruncated ? encode(page.last ?? '') : undefined,
      NextUploadIdMarker: page.isTruncated ? page.items.at(-1)?.uploadId : undefined,
      Uploads: page.items.map((upload) => ({
        UploadId: upload.uploadId,
        Key: encode(upload.key),
        Initiated: new Date(upload.initiatedAt),
        ...commonMembers(upload, store.owner),
      })),
      CommonPrefixes: page.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
    },
  };
}

/** Uploads after the markers: those of later keys, and those of the same key that began later. */
function uploadsAfter(call: OperationCall<'ListMultipartUploads'>): UploadState[] {
  const { KeyMarker = '', UploadIdMarker, Prefix = '' } = call.input;
  const uploads = call.store.uploads.ofBucket(call.bucket);
  const marked = uploads.findIndex((upload) => upload.uploadId === UploadIdMarker);
  return uploads.filter((upload, index) => {
    if (!upload.key.startsWith(Prefix)) return false;
    const order = compareUtf8(upload.key, KeyMarker);
    return order > 0 || (order === 0 && marked >= 0 && index > marked);
  });
}

function commonMembers(upload: UploadState, owner: string) {
  const identity = { ID: canonicalId(owner) };
  return {
    Owner: identity,
    Initiator: identity,
    StorageClass: (upload.headers.StorageClass ?? 'STANDARD') as 'STANDARD',
    ChecksumAlgorithm: upload.isAlgorithmNamed ? upload.algorithm : undefined,
    ChecksumType: upload.isAlgorithmNamed ? upload.checksumType : undefined,
  };
}

function pageLength(asked: number | undefined, name: string): number {
  if (asked === undefined) return LONGEST_PAGE;
  if (asked >= 0) return Math.min(asked, LONGEST_PAGE);
  throw invalidArgument(
    `Argument ${name} must be an integer between 0 and 2147483647`,
    name,
    String(asked),
  );
}
