import {
  type ChecksumAlgorithm,
  type ChecksumType,
  DEFAULT_ALGORITHM,
  defaultChecksumType,
  hasChecksumType,
  isChecksumAlgorithm,
} from '../body/checksums.ts';
import { encryptionOf, readObjectHeaders } from '../headers/object-headers.ts';
import { invalidRequest, notImplemented } from '../wire/s3-errors.ts';
import { checkKeyLength } from './limits.ts';
import type { OperationCall, OperationReply } from './operation.ts';

export async function createMultipartUpload(
  call: OperationCall<'CreateMultipartUpload'>,
): Promise<OperationReply<'CreateMultipartUpload'>> {
  const { store, bucket, key, input } = call;
  checkKeyLength(key);
  const headers = readObjectHeaders(input, call.headers);
  const isAlgorithmNamed = input.ChecksumAlgorithm !== undefined;
  const algorithm = readAlgorithm(input.ChecksumAlgorithm);
  const checksumType = readType(algorithm, input.ChecksumType, isAlgorithmNamed);
  const draft = { bucket, key, headers, algorithm, checksumType, isAlgorithmNamed };
  const upload = await store.uploads.create(draft);
  return {
    output: {
      Bucket: bucket,
      Key: key,
      UploadId: upload.uploadId,
      ChecksumAlgorithm: isAlgorithmNamed ? algorithm : undefined,
      ChecksumType: isAlgorithmNamed ? checksumType : undefined,
      ...encryptionOf(headers),
    },
  };
}

function readAlgorithm(name: string | undefined): ChecksumAlgorithm {
  if (name === undefined) return DEFAULT_ALGORITHM;
  const algorithm = name.toUpperCase();
  if (isChecksumAlgorithm(algorithm)) return algorithm;
  throw notImplemented(`the checksum ${name}`);
}

function readType(
  algorithm: ChecksumAlgorithm,
  asked: string | undefined,
  isAlgorithmNamed: boolean,
): ChecksumType {
  if (asked === undefined) return defaultChecksumType(algorithm);
  if (!isAlgorithmNamed) {
    throw invalidRequest(
      'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
    );
  }
  const type = asked.toUpperCase() as ChecksumType;
  if (hasChecksumType(algorithm, type)) return type;
  throw invalidRequest(
    `The ${asked} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
  );
}
