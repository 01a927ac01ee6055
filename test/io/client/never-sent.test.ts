import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { headBucket, headObject, listObjects, putText, readObject } from '../../../src/io/index.ts';

const region = 'us-east-1';
const place = { bucket: 'data', key: 'a' };
const client = (error: unknown) =>
  new S3Client({
    region,
    credentials: async () => {
      throw error;
    },
  });

const CALLS = [
  ['headBucket()', (s3: S3Client) => headBucket(s3, 'data')],
  ['headObject()', (s3: S3Client) => headObject(s3, place)],
  ['listObjects()', (s3: S3Client) => listObjects(s3, place).next()],
  ['readObject()', (s3: S3Client) => readObject(s3, place).next()],
  ['putText()', (s3: S3Client) => putText(s3, place, { text: '' })],
] as const;

describe.each(CALLS)('%s that never asked S3', (_, call) => {
  it('is a matter of settings', async () => {
    await expect(call(client(new Error('vault is sealed')))).rejects.toMatchObject({
      code: 'S3_NOT_SENT',
      isRetryable: false,
      message: expect.stringMatching(/was never sent .*: vault is sealed/),
    });
  });

  it('may pass where the network failed on the way to credentials', async () => {
    const unreachable = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

    await expect(call(client(unreachable))).rejects.toMatchObject({
      code: 'S3_REQUEST',
      isRetryable: true,
    });
  });

  it('is a matter of settings where FIPS goes with no endpoint', async () => {
    const s3 = new S3Client({ region, endpoint: 'http://10.0.0.1', useFipsEndpoint: true });

    await expect(call(s3)).rejects.toMatchObject({ code: 'S3_NOT_SENT' });
  });
});
