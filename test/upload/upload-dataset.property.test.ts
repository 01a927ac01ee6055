import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { datasetPrefix } from '../../src/dataset/index.ts';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { uploadDataset } from '../../src/upload/index.ts';
import { type Fault, type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { clientFor, TestBucket } from '../support/s3-test-server.ts';
import { type SampleDataset, sampleDataset } from '../support/sample-dataset.ts';

const PART = 5 * 1024 ** 2;

/** What happens to the first requests; the ones after them pass, as networks recover. */
const schedule = fc.array(
  fc.constantFrom<Fault | 'late' | undefined>(
    undefined,
    undefined,
    'lose-reply',
    'cut-request',
    'refuse',
    'late',
  ),
  { maxLength: 40 },
);

/** Replies to CreateMultipartUpload are lost, and so are those that tell which uploads there are. */
const lostUploads: (Fault | 'late' | undefined)[] = [
  ...[undefined, undefined, undefined, 'cut-request', 'lose-reply', 'lose-reply'],
  ...['cut-request', 'lose-reply', 'cut-request', 'cut-request'],
] as const;

describe('uploadDataset() over a bad network', () => {
  let emulator: Emulator;
  let sample: SampleDataset;
  let proxy: FaultProxy;
  let direct: S3Client;
  let runs = 0;

  beforeAll(async () => {
    emulator = await createEmulator();
    sample = await sampleDataset({ jobs: [[PART + 1_000, 400], [900]] });
    proxy = await startFaultProxy(emulator.endpoint);
    direct = clientFor({ ...emulator, ...emulator.credentials });
  });

  afterAll(async () => {
    direct.destroy();
    await proxy.stop();
    await sample.remove();
    await emulator.close();
  });

  /** A client of its own for each run: the SDK stops repeating requests once many of a client's have failed. */
  const behindProxy = () =>
    clientFor({ ...emulator, ...emulator.credentials }, { endpoint: proxy.endpoint });

  /** Every object there is, is a file of the dataset, byte for byte; gives their paths. */
  async function wholeFiles(bucket: TestBucket): Promise<readonly string[]> {
    const root = `${datasetPrefix(sample.dataset.manifest)}/`;
    const paths = (await bucket.keys()).map((key) => key.slice(root.length));
    for (const path of paths) {
      const sent = await bucket.read(`${root}${path}`);
      expect(sent.equals(await readFile(join(sample.folder, path)))).toBe(true);
    }
    return paths;
  }

  it('gives each object whole or not at all, no unfinished upload, and can always be continued', async () => {
    await fc.assert(
      fc.asyncProperty(schedule, fc.integer({ min: 1, max: 4 }), async (faults, concurrency) => {
        runs += 1;
        const bucket = await TestBucket.create(direct, `run-${runs}`);
        const s3 = behindProxy();
        const options = { s3, to: `s3://run-${runs}/`, partBytes: PART, concurrency };
        let next = 0;
        proxy.inject(() => {
          const fault = faults[next];
          next += 1;
          return fault === 'late' ? new Promise((resolve) => setImmediate(resolve)) : fault;
        });

        const failed = await uploadDataset(sample.dataset, options).then(
          () => false,
          () => true,
        );

        const paths = await wholeFiles(bucket);
        expect(await bucket.unfinished()).toEqual([]);
        if (!failed || paths.includes('manifest.json')) expect(paths).toHaveLength(4);
        proxy.inject(() => undefined);
        await uploadDataset(sample.dataset, options);
        expect(await wholeFiles(bucket)).toHaveLength(4);
        s3.destroy();
      }),
      { numRuns: 12, examples: [[lostUploads, 1]] },
    );
  });
});
