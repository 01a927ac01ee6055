import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatasetError, S3Error } from '../../src/core/index.ts';
import { datasetPrefix } from '../../src/dataset/index.ts';
import {
  findForeignObjects,
  type UploadOptions,
  type UploadProgress,
  uploadDataset,
} from '../../src/upload/index.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { clientFor, type S3TestServer, TestBucket } from './s3-test-server.ts';
import { type SampleDataset, type SampleShape, sampleDataset } from './sample-dataset.ts';

const MEBIBYTE = 1024 ** 2;
const PART = 5 * MEBIBYTE;
const THREE_PARTS = 2 * PART + 12_345;

/** Where a server is known to differ from AWS. */
export interface ServerQuirks {
  /** `If-None-Match: *` on CompleteMultipartUpload is not looked at. */
  readonly completesOverObjects?: boolean;
  /** The owner that a request expects is not looked at. */
  readonly ignoresOwner?: boolean;
}

const skewed = {
  answer: {
    status: 403,
    type: 'application/xml',
    body: '<Error><Code>RequestTimeTooSkewed</Code><Message>No</Message></Error>',
  },
};

/** A test that a server's quirk takes away is not there at all, rather than skipped. */
function unlessQuirk(
  quirk: boolean | undefined,
): (name: string, test: () => Promise<void>) => void {
  return quirk === true ? () => undefined : (name, test) => it(name, test);
}

/** What must hold of `uploadDataset` against any S3 server; `server` is called once the suite has begun. */
export function uploadSuite(server: () => S3TestServer, quirks: ServerQuirks = {}): void {
  let proxy: FaultProxy;
  let s3: S3Client;
  let direct: S3Client;
  let bucket: TestBucket;
  let samples: SampleDataset[] = [];
  let count = 0;

  beforeEach(async () => {
    proxy = await startFaultProxy(server().endpoint);
    s3 = clientFor(server(), { endpoint: proxy.endpoint });
    direct = clientFor(server());
    count += 1;
    bucket = await TestBucket.create(direct, `uploads-${process.pid}-${Date.now()}-${count}`);
  });

  afterEach(async () => {
    s3.destroy();
    direct.destroy();
    await proxy.stop();
    await Promise.all(samples.map((sample) => sample.remove()));
    samples = [];
  });

  async function sampleOf(...jobs: SampleShape['jobs']): Promise<SampleDataset> {
    const sample = await sampleDataset({ jobs });
    samples.push(sample);
    return sample;
  }

  function upload(sample: SampleDataset, options: Partial<UploadOptions> = {}) {
    return uploadDataset(sample.dataset, {
      s3,
      to: `s3://${bucket.name}/in`,
      partBytes: PART,
      ...options,
    });
  }

  async function failureOf(act: Promise<unknown>): Promise<S3Error> {
    const error = await act.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(S3Error);
    return error as S3Error;
  }

  function keyOf(sample: SampleDataset, path: string): string {
    return `in/${datasetPrefix(sample.dataset.manifest)}/${path}`;
  }

  async function expectWhole(sample: SampleDataset): Promise<void> {
    const paths = ['manifest.json', ...sample.shards.map(({ path }) => path)];
    expect(await bucket.keys()).toEqual(paths.map((path) => keyOf(sample, path)).sort());
    for (const path of paths) {
      const sent = await bucket.read(keyOf(sample, path));
      expect(sent.equals(await readFile(join(sample.folder, path)))).toBe(true);
    }
    expect(await bucket.unfinished()).toEqual([]);
  }

  /** Requests that change something. */
  const writes = () =>
    proxy.seen
      .map(({ operation }) => operation)
      .filter((operation) => !/^(Head|List|Get)/.test(operation));

  describe('the whole way', () => {
    it('uploads every shard and the manifest last', async () => {
      const sample = await sampleOf([20_000, 15_000, 300], [20_000, 100], [7_777]);

      const uploaded = await upload(sample);

      const uri = `s3://${bucket.name}/in/${datasetPrefix(sample.dataset.manifest)}/`;
      expect(uploaded.uri).toBe(uri);
      expect(uploaded.dataset).toBe(sample.dataset);
      expect(uploaded.bytesSent).toBe(sample.dataset.manifest.bytes);
      expect(uploaded.shards).toEqual(
        sample.shards.map(({ path, bytes, crc32 }) => ({
          path,
          uri: `${uri}${path}`,
          bytes,
          crc32,
          status: 'uploaded',
        })),
      );
      await expectWhole(sample);
      expect(proxy.seen.at(-1)).toMatchObject({
        operation: 'PutObject',
        path: expect.stringMatching(/\/manifest\.json$/),
      });
    });

    it('uploads a large shard in parts, small ones at once', async () => {
      const sample = await sampleOf([THREE_PARTS, 500]);

      await upload(sample);

      await expectWhole(sample);
      expect(writes().sort()).toEqual(
        [
          ...['CreateMultipartUpload', 'UploadPart', 'UploadPart', 'UploadPart'],
          ...['CompleteMultipartUpload', 'PutObject', 'PutObject'],
        ].sort(),
      );
    });

    it('tells how far it is', async () => {
      const sample = await sampleOf([THREE_PARTS, 500]);
      const seen: UploadProgress[] = [];

      await upload(sample, { onProgress: (progress) => seen.push(progress) });

      const { bytes } = sample.dataset.manifest;
      expect(seen.at(-1)).toEqual({
        bytesSent: bytes,
        bytesTotal: bytes,
        shardsDone: 2,
        shardsTotal: 2,
      });
      const sent = seen.map(({ bytesSent }) => bytesSent);
      expect(sent).toEqual([...sent].sort((a, b) => a - b));
      expect(new Set(sent).size).toBe(4);
    });

    it('takes the folder of a dataset as well', async () => {
      const sample = await sampleOf([500]);

      const uploaded = await uploadDataset(sample.folder, { s3, to: `s3://${bucket.name}` });

      expect(uploaded.uri).toBe(`s3://${bucket.name}/${datasetPrefix(sample.dataset.manifest)}/`);
    });
  });

  describe('called again', () => {
    it('sends nothing twice', async () => {
      const sample = await sampleOf([THREE_PARTS, 500], [900]);
      await upload(sample);
      const before = writes().length;

      const again = await upload(sample);

      expect(writes()).toHaveLength(before);
      expect(again.bytesSent).toBe(0);
      expect(again.shards.map(({ status }) => status)).toEqual(['present', 'present', 'present']);
    });

    it('sends only what is missing', async () => {
      const sample = await sampleOf([700, 500], [900]);
      await upload(sample);
      await bucket.remove(keyOf(sample, 'jobs/0000/shard-00001.jsonl'));
      await bucket.remove(keyOf(sample, 'manifest.json'));
      const seen: UploadProgress[] = [];

      const again = await upload(sample, { onProgress: (progress) => seen.push(progress) });

      expect(again.shards.map(({ status }) => status)).toEqual(['present', 'uploaded', 'present']);
      expect(seen.at(-1)).toEqual({
        bytesSent: 500,
        bytesTotal: 500,
        shardsDone: 3,
        shardsTotal: 3,
      });
      await expectWhole(sample);
    });

    it('continues after a failure', async () => {
      const sample = await sampleOf([700, 500], [900]);
      proxy.inject(({ operation, path }) =>
        operation === 'PutObject' && path.endsWith('0000/shard-00001.jsonl') ? 'refuse' : undefined,
      );
      const error = await failureOf(upload(sample, { concurrency: 1 }));
      proxy.inject(() => undefined);

      const again = await upload(sample);

      expect(error).toMatchObject({ code: 'S3_REQUEST', isRetryable: true });
      expect(error.message).toContain('; 1 of 3 shards is uploaded');
      expect(error.hint).toContain('un the same command again');
      expect(again.shards.map(({ status }) => status)).toEqual(['present', 'uploaded', 'uploaded']);
      await expectWhole(sample);
    });
  });

  describe('what stands in the way', () => {
    it('refuses to upload beside a foreign .jsonl of a job', async () => {
      const sample = await sampleOf([700], [900]);
      const foreign = keyOf(sample, 'jobs/0001/old/left-over.jsonl');
      await bucket.put(foreign, '{}\n');
      await bucket.put(keyOf(sample, 'jobs/0001/notes.txt'), 'harmless');
      await bucket.put(keyOf(sample, 'other.jsonl'), 'in no job');

      const error = await failureOf(upload(sample, { replace: true }));

      expect(error.code).toBe('S3_FOREIGN_OBJECT');
      expect(error.message).toContain(foreign);
      expect(writes()).toEqual([]);
      const uri = `s3://${bucket.name}/in/${datasetPrefix(sample.dataset.manifest)}/`;
      expect(await findForeignObjects(s3, { uri, manifest: sample.dataset.manifest })).toEqual({
        count: 1,
        uris: [`s3://${bucket.name}/${foreign}`],
      });
    });

    it.each([
      ['of another size', 'something else\n'],
      ['of the same size', 'x'.repeat(700)],
    ])('does not write over an object %s unless asked to', async (_, text) => {
      const sample = await sampleOf([700], [900]);
      await bucket.put(keyOf(sample, 'jobs/0000/shard-00000.jsonl'), text);

      const error = await failureOf(upload(sample));

      expect(error.code).toBe('S3_OBJECT_EXISTS');
      expect(writes()).toEqual([]);
      await upload(sample, { replace: true });
      await expectWhole(sample);
    });

    it('does not write over an object that appears while it uploads', async () => {
      const sample = await sampleOf([700]);
      const key = keyOf(sample, 'jobs/0000/shard-00000.jsonl');
      proxy.inject(({ operation, path }) =>
        operation === 'PutObject' && path.endsWith('.jsonl')
          ? bucket.put(key, 'faster')
          : undefined,
      );

      const error = await failureOf(upload(sample));

      expect(error.code).toBe('S3_OBJECT_EXISTS');
      expect((await bucket.read(key)).toString()).toBe('faster');
    });

    unlessQuirk(quirks.completesOverObjects)(
      'does not complete over an object that appears while it uploads',
      async () => {
        const sample = await sampleOf([THREE_PARTS]);
        const key = keyOf(sample, 'jobs/0000/shard-00000.jsonl');
        proxy.inject(({ operation }) =>
          operation === 'CompleteMultipartUpload' ? bucket.put(key, 'faster') : undefined,
        );

        const error = await failureOf(upload(sample));

        expect(error.code).toBe('S3_OBJECT_EXISTS');
        expect((await bucket.read(key)).toString()).toBe('faster');
        expect(await bucket.unfinished()).toEqual([]);
      },
    );

    it('does not write over another manifest unless asked to', async () => {
      const sample = await sampleOf([700]);
      await bucket.put(keyOf(sample, 'manifest.json'), '{"version":7}');

      const error = await failureOf(upload(sample));

      expect(error.code).toBe('S3_OBJECT_EXISTS');
      expect(writes()).toEqual([]);
      await upload(sample, { replace: true });
      await expectWhole(sample);
    });

    it.each([
      ['in one piece', 700],
      ['in parts', THREE_PARTS],
    ])('never makes an object of a changed file sent %s', async (_, bytes) => {
      const sample = await sampleOf([bytes]);
      const file = join(sample.folder, 'jobs/0000/shard-00000.jsonl');
      const content = await readFile(file);
      content[content.length - 20] = 0x21;
      await writeFile(file, content);

      const failed = upload(sample);

      await expect(failed).rejects.toBeInstanceOf(DatasetError);
      await expect(failed).rejects.toMatchObject({ code: 'DATASET_CHANGED', path: file });
      expect(await bucket.keys()).toEqual([]);
      expect(await bucket.unfinished()).toEqual([]);
    });

    it('sees that another process wrote over a shard it has just sent', async () => {
      const sample = await sampleOf([700]);
      const key = keyOf(sample, 'jobs/0000/shard-00000.jsonl');
      proxy.inject(({ operation }) =>
        operation === 'HeadObject' ? bucket.put(key, 'later') : undefined,
      );

      const error = await failureOf(upload(sample));

      expect(error.code).toBe('S3_OBJECT_DIFFERS');
      expect(error.message).toContain('5 bytes');
      expect(await bucket.keys()).toEqual([key]);
    });

    it('sees before the first byte that a file is shorter or gone', async () => {
      const sample = await sampleOf([700], [900]);
      const file = join(sample.folder, 'jobs/0001/shard-00000.jsonl');
      await writeFile(file, 'short');

      await expect(upload(sample)).rejects.toMatchObject({ code: 'DATASET_CHANGED', path: file });
      expect(proxy.seen).toEqual([]);
    });
  });

  describe('before the first byte', () => {
    it('says that there is no such bucket', async () => {
      const sample = await sampleOf([700]);

      const error = await failureOf(upload(sample, { to: 's3://no-such-bucket-anywhere/in' }));

      expect(error).toMatchObject({
        code: 'S3_BUCKET_NOT_FOUND',
        bucket: 'no-such-bucket-anywhere',
      });
      expect(writes()).toEqual([]);
    });

    it.each([
      ['secret', { secretAccessKey: 'wrong' }],
      ['key', { accessKeyId: 'AKIANOBODY' }],
    ])('says that the %s is wrong', async (_, wrong) => {
      const sample = await sampleOf([700]);
      const stranger = clientFor(server(), wrong);

      const error = await failureOf(upload(sample, { s3: stranger }));
      stranger.destroy();

      expect(error.code).toBe('S3_CREDENTIALS');
      expect(error.message).not.toContain(server().secretAccessKey);
      expect(await bucket.keys()).toEqual([]);
    });

    it('says that nobody answers', async () => {
      const sample = await sampleOf([700]);
      const nowhere = clientFor(server(), { endpoint: 'http://127.0.0.1:1' });

      const error = await failureOf(upload(sample, { s3: nowhere }));
      nowhere.destroy();

      expect(error).toMatchObject({ code: 'S3_REQUEST', isRetryable: true });
      expect(error.message).toContain('ECONNREFUSED');
    });

    unlessQuirk(quirks.ignoresOwner)('refuses a bucket of another account', async () => {
      const sample = await sampleOf([700]);

      const error = await failureOf(upload(sample, { expectedBucketOwner: '999999999999' }));

      expect(error.code).toBe('S3_ACCESS_DENIED');
      expect(error.message).toContain('999999999999');
      expect(writes()).toEqual([]);
    });
  });

  describe('when the network fails', () => {
    it.each([
      ['CreateMultipartUpload', 'lose-reply'],
      ['UploadPart', 'lose-reply'],
      ['UploadPart', 'cut-request'],
      ['UploadPart', 'refuse'],
      ['CompleteMultipartUpload', 'lose-reply'],
      ['PutObject', 'lose-reply'],
      ['PutObject', 'cut-request'],
    ] as const)('gets over %s: %s, once', async (operation, fault) => {
      const sample = await sampleOf([THREE_PARTS, 500]);
      let left = 1;
      proxy.inject((request) => {
        if (request.operation !== operation || left === 0) return undefined;
        left -= 1;
        return fault;
      });

      await upload(sample);

      expect(left).toBe(0);
      await expectWhole(sample);
    });

    it('takes an object that is there for success, whatever became of the replies', async () => {
      const sample = await sampleOf([THREE_PARTS, 500]);
      proxy.inject(({ operation }) =>
        operation === 'CompleteMultipartUpload' || operation === 'PutObject'
          ? 'lose-reply'
          : undefined,
      );

      await upload(sample);

      await expectWhole(sample);
    });

    it('leaves no parts where a part cannot be sent', async () => {
      const sample = await sampleOf([THREE_PARTS]);
      proxy.inject(({ operation, query }) =>
        operation === 'UploadPart' && query.get('partNumber') === '2' ? 'cut-request' : undefined,
      );

      const error = await failureOf(upload(sample));

      expect(error).toMatchObject({ code: 'S3_REQUEST', isRetryable: true, uploadId: undefined });
      expect(error.message).toContain('; 0 of 1 shard is uploaded');
      expect(await bucket.keys()).toEqual([]);
      expect(await bucket.unfinished()).toEqual([]);
    });

    it.each([
      ['fail', 'refuse'],
      ['are told that the clock is wrong', skewed],
    ] as const)('drops the parts even where the first tries to do so %s', async (_, fault) => {
      const sample = await sampleOf([THREE_PARTS]);
      let refusals = 4;
      proxy.inject(({ operation }) => {
        if (operation === 'UploadPart') return 'refuse';
        if (operation !== 'AbortMultipartUpload' || refusals === 0) return undefined;
        refusals -= 1;
        return fault;
      });

      await failureOf(upload(sample));

      expect(refusals).toBe(0);
      expect(await bucket.unfinished()).toEqual([]);
    });
  });

  describe('aborted', () => {
    it('rethrows the reason and leaves neither parts nor object', async () => {
      const sample = await sampleOf([THREE_PARTS]);
      const controller = new AbortController();
      const reason = new Error('Enough');
      let stalled = 0;
      proxy.inject(({ operation, query }) => {
        if (operation !== 'UploadPart' || query.get('partNumber') === '1') return undefined;
        stalled += 1;
        return new Promise(() => undefined);
      });

      const aborted = upload(sample, {
        signal: controller.signal,
        onProgress: () => controller.abort(reason),
      });

      await expect(aborted).rejects.toBe(reason);
      expect(stalled).toBeGreaterThan(0);
      expect(await bucket.keys()).toEqual([]);
      expect(await bucket.unfinished()).toEqual([]);
    });

    it('keeps the shards that were whole, and can be continued', async () => {
      const sample = await sampleOf([500, 600, 700]);
      const controller = new AbortController();

      const aborted = upload(sample, {
        concurrency: 1,
        signal: controller.signal,
        onProgress: ({ shardsDone }) => shardsDone === 1 && controller.abort(new Error('Enough')),
      });
      await expect(aborted).rejects.toThrow('Enough');

      expect(await bucket.keys()).toEqual([keyOf(sample, 'jobs/0000/shard-00000.jsonl')]);
      await upload(sample);
      await expectWhole(sample);
    });

    it('does nothing where the signal is aborted already', async () => {
      const sample = await sampleOf([500]);

      await expect(upload(sample, { signal: AbortSignal.abort('no') })).rejects.toBe('no');
      expect(proxy.seen).toEqual([]);
    });
  });
}
