import {
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { abortable } from '../client/abortable.ts';
import type { S3RequestOptions } from './s3-options.ts';

/** How a bucket encrypts what is written without a word on it. */
export interface BucketEncryption {
  /** `AES256`, `aws:kms` or `aws:kms:dsse`; undefined where the bucket says nothing. */
  readonly algorithm: string | undefined;
  /** KMS key; undefined for the account's own. */
  readonly key: string | undefined;
}

export async function sendBucketEncryption(
  s3: S3Client,
  bucket: string,
  { signal }: S3RequestOptions,
): Promise<BucketEncryption> {
  const command = new GetBucketEncryptionCommand({ Bucket: bucket });
  const reply = await s3.send(command, abortable(signal));
  const [rule] = reply.ServerSideEncryptionConfiguration?.Rules ?? [];
  const { SSEAlgorithm, KMSMasterKeyID } = rule?.ApplyServerSideEncryptionByDefault ?? {};
  return { algorithm: SSEAlgorithm, key: KMSMasterKeyID };
}

export async function sendBucketPolicy(
  s3: S3Client,
  bucket: string,
  { signal }: S3RequestOptions,
): Promise<string | undefined> {
  const command = new GetBucketPolicyCommand({ Bucket: bucket });
  return (await s3.send(command, abortable(signal))).Policy;
}
