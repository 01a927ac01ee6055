import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ListMultipartUploadsCommand, ListPartsCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { datasetPrefix } from '../../src/dataset/index.ts';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { uploadDataset } from '../../src/upload/index.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { clientFor, TestBucket } from '../support/s3-test-server.ts';
import { type SampleDataset, sampleDataset } from '../support/sample-dataset.ts';

const BIN = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url));
const PART = 8 * 1024 ** 2;
const THREE_PARTS = 2 * PART + 54_321;
/** Requests before the first one that begins an upload. */
const CHECKS = 3;
const REQUESTS = [
  ...['CreateMultipartUpload', 'UploadPart', 'UploadPart', 'UploadPart'],
  'CompleteMultipartUpload',
];

describe('an upload that is killed', () => {
  let emulator: Emulator;
  let sample: SampleDataset;
  let proxy: FaultProxy;
  let direct: S3Client;
  let key: string;

  beforeAll(async () => {
    emulator = await createEmulator();
    sample = await sampleDataset({ jobs: [[THREE_PARTS]] });
    key = `in/${datasetPrefix(sample.dataset.manifest)}/${sample.shards[0]?.path ?? ''}`;
    direct = clientFor({ ...emulator, ...emulator.credentials });
  });

  afterAll(async () => {
    direct.destroy();
    await sample.remove();
    await emulator.close();
  });

  /** Starts the command and kills it at a request: before the server has it, or once the server has acted on it. */
  async function killedAt(at: number, when: 'before' | 'after', bucket: string): Promise<void> {
    const { accessKeyId, secretAccessKey } = emulator.credentials;
    const child = spawn(
      process.execPath,
      [BIN, 'upload', sample.folder, '--to', `s3://${bucket}/in`, '--quiet'],
      {
        stdio: 'ignore',
        env: {
          ...process.env,
          AWS_ACCESS_KEY_ID: accessKeyId,
          AWS_SECRET_ACCESS_KEY: secretAccessKey,
          AWS_REGION: emulator.region,
          AWS_ENDPOINT_URL: proxy.endpoint,
        },
      },
    );
    const closed = once(child, 'close');
    let count = 0;
    let isOver = false;
    proxy.inject(() => {
      count += 1;
      if (isOver) return 'cut-request';
      if (count <= at) return undefined;
      if (when === 'after' && count === at + 1) {
        return { acted: () => child.kill('SIGKILL') };
      }
      isOver = true;
      child.kill('SIGKILL');
      return 'cut-request';
    });
    expect(await closed).toEqual([null, 'SIGKILL']);
    proxy.inject(() => undefined);
  }

  /** Bytes of the parts that the server has by now of an upload to the shard's key. */
  async function bytesThere(Bucket: string): Promise<number> {
    const { Uploads = [] } = await direct.send(new ListMultipartUploadsCommand({ Bucket }));
    const sizes = Uploads.map(async ({ Key, UploadId }) => {
      const { Parts = [] } = await direct.send(new ListPartsCommand({ Bucket, Key, UploadId }));
      return Parts.reduce((sum, { Size = 0 }) => sum + Size, 0);
    });
    return Math.max(0, ...(await Promise.all(sizes)));
  }

  it.each(
    REQUESTS.flatMap((operation, at) => [
      [operation, CHECKS + at, 'before'] as const,
      [operation, CHECKS + at, 'after'] as const,
    ]),
  )('at %s (request %i, %s the server acted) is gone on with', async (operation, at, when) => {
    proxy = await startFaultProxy(emulator.endpoint);
    const name = `killed-${at}-${when}`;
    const bucket = await TestBucket.create(direct, name);
    await killedAt(at, when, name);
    expect(proxy.seen[at]?.operation).toBe(operation);
    const there = await bytesThere(name);
    const isWhole = (await bucket.keys()).includes(key);

    const again = await uploadDataset(sample.dataset, { s3: direct, to: `s3://${name}/in` });

    const missing = there === THREE_PARTS ? THREE_PARTS - 2 * PART : THREE_PARTS - there;
    // a part in flight may have reached the server after it was asked
    expect(again.bytesSent).toBeLessThanOrEqual(isWhole ? 0 : missing);
    const content = await readFile(join(sample.folder, sample.shards[0]?.path ?? ''));
    expect((await bucket.read(key)).equals(content)).toBe(true);
    expect(await bucket.keys()).toHaveLength(2);
    expect(await bucket.unfinished()).toEqual([]);
    await proxy.stop();
  });
});
