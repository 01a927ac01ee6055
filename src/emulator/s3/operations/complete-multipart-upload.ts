import type { CompletedPart } from '@aws-sdk/client-s3';
import { WireError } from '../../http/wire-error.ts';
import { type Checksum, joinChecksums } from '../body/checksums.ts';
import { checksumIn, objectChecksumMembers } from '../headers/checksum-members.ts';
import { writeCondition } from '../headers/conditions.ts';
import { encryptionOf } from '../headers/object-headers.ts';
import { isSameTag, multipartEntityTag } from '../store/entity-tag.ts';
import type { ObjectDraft } from '../store/entries.ts';
import type { ObjectState, PartState, UploadState } from '../store/states.ts';
import { badDigest, invalidRequest, malformedXml } from '../wire/s3-errors.ts';
import { SMALLEST_PART_BYTES } from './limits.ts';
import { addressOf, type OperationCall, type OperationReply } from './operation.ts';

type Call = OperationCall<'CompleteMultipartUpload'>;

export async function completeMultipartUpload(
  call: Call,
): Promise<OperationReply<'CompleteMultipartUpload'>> {
  const { store, bucket, key, input } = call;
  const existing = store.find(bucket, key);
  if (existing?.uploadId !== undefined && existing.uploadId === input.UploadId) {
    return reply(call, existing);
  }
  const condition = writeCondition(input, key);
  const object = await store.uploads.complete(
    addressOf(call),
    (upload, parts) => assemble(call, upload, parts),
    condition,
  );
  return reply(call, object);
}

function reply(call: Call, object: ObjectState): OperationReply<'CompleteMultipartUpload'> {
  const path = encodeURIComponent(object.key).replaceAll('%2F', '/');
  return {
    output: {
      Location: `http://${call.headers.host ?? 'localhost'}/${object.bucket}/${path}`,
      Bucket: object.bucket,
      Key: object.key,
      ETag: object.etag,
      ...objectChecksumMembers(object.checksum),
      ...encryptionOf(object.headers),
    },
  };
}

async function assemble(
  call: Call,
  upload: UploadState,
  parts: ReadonlyMap<number, PartState>,
): Promise<ObjectDraft> {
  const chosen = chooseParts(call.input.MultipartUpload?.Parts ?? [], upload, parts);
  const bytes = chosen.reduce((sum, part) => sum + part.slice.bytes, 0);
  checkSize(call, bytes);
  const checksum = await joinChecksums(
    upload.algorithm,
    upload.checksumType,
    chosen.map((part) => ({
      value: part.checksums[upload.algorithm] ?? '',
      bytes: part.slice.bytes,
    })),
  );
  checkChecksum(call, checksum);
  return {
    bucket: upload.bucket,
    key: upload.key,
    bytes,
    etag: multipartEntityTag(chosen.map((part) => part.etag)),
    slices: chosen.map((part) => part.slice),
    headers: upload.headers,
    checksum,
    uploadId: upload.uploadId,
  };
}

function chooseParts(
  listed: readonly CompletedPart[],
  upload: UploadState,
  parts: ReadonlyMap<number, PartState>,
): PartState[] {
  if (listed.length === 0) throw malformedXml();
  checkOrder(listed);
  const chosen = listed.map((part) => choosePart(part, upload, parts));
  for (const part of chosen.slice(0, -1)) {
    if (part.slice.bytes < SMALLEST_PART_BYTES) throw tooSmall(part);
  }
  return chosen;
}

function checkOrder(listed: readonly CompletedPart[]): void {
  let previous = 0;
  for (const { PartNumber: number } of listed) {
    if (number === undefined) throw malformedXml();
    if (number <= previous) throw invalidOrder();
    previous = number;
  }
}

function choosePart(
  listed: CompletedPart,
  upload: UploadState,
  parts: ReadonlyMap<number, PartState>,
): PartState {
  const number = listed.PartNumber ?? 0;
  const part = parts.get(number);
  if (part === undefined || !isSameTag(listed.ETag ?? '', part.etag)) throw invalidPart(listed);
  const checksum = checksumIn(listed, upload.algorithm);
  if (checksum !== undefined) {
    if (checksum !== part.checksums[upload.algorithm]) throw invalidPart(listed);
  } else if (upload.isAlgorithmNamed && upload.checksumType === 'COMPOSITE') {
    throw invalidRequest(
      `The upload was created using a ${upload.algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
    );
  }
  return part;
}

function checkSize({ input }: Call, bytes: number): void {
  if (input.MpuObjectSize === undefined || Number(input.MpuObjectSize) === bytes) return;
  throw invalidRequest(
    `The provided 'x-amz-mp-object-size' header value ${input.MpuObjectSize} does not match what was computed: ${bytes}`,
  );
}

function checkChecksum({ input }: Call, checksum: Checksum): void {
  if (input.ChecksumType !== undefined && input.ChecksumType !== checksum.type) {
    throw invalidRequest(
      `The upload was created using the ${checksum.type} checksum mode. The complete request must use the same checksum mode.`,
    );
  }
  const claimed = checksumIn(input, checksum.algorithm);
  if (claimed === undefined) return;
  const parts = /-\d+$/.test(claimed) ? checksum.value : checksum.value.replace(/-\d+$/, '');
  if (claimed !== parts) throw badDigest(checksum.algorithm);
}

function invalidOrder(): WireError {
  return new WireError({
    status: 400,
    code: 'InvalidPartOrder',
    message:
      'The list of parts was not in ascending order. The parts list must be specified in order by part number.',
  });
}

function invalidPart({ PartNumber, ETag }: CompletedPart): WireError {
  return new WireError({
    status: 400,
    code: 'InvalidPart',
    message:
      "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    fields: { PartNumber: PartNumber ?? 0, ETag: ETag ?? '' },
  });
}

function tooSmall(part: PartState): WireError {
  return new WireError({
    status: 400,
    code: 'EntityTooSmall',
    message: 'Your proposed upload is smaller than the minimum allowed size',
    fields: {
      ProposedSize: part.slice.bytes,
      MinSizeAllowed: SMALLEST_PART_BYTES,
      PartNumber: part.number,
      ETag: part.etag,
    },
  });
}
