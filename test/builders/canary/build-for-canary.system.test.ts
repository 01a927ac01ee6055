import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type BuildOptions,
  type BuiltDataset,
  buildDataset,
  buildForCanary,
  cutCanary,
} from '../../../src/builders/index.ts';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy.ts';
import { clientFor, TestBucket } from '../../support/s3-test-server.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

/** What stays of who built: signs of life. */
const OWNER = '.bedrock-batch-owner/';
const OPTIONS = {
  model: 'amazon.titan-embed-text-v2:0',
  prompt: '{{text}}',
  name: 'films',
  region: 'us-east-1',
  quotas: { minRecordsPerJob: 4, recordsPerJob: 11, recordsPerFile: 4 },
} as const;

interface Row {
  readonly text: string;
}

const rowsOf = (count: number): Row[] =>
  Array.from({ length: count }, (_, at) => ({ text: `Film ${at}` }));

const folder = useTemporaryFolder();
let emulator: Emulator;
let proxy: FaultProxy;
let s3: S3Client;
let bucket: TestBucket;
let buckets = 0;

beforeAll(async () => {
  emulator = await createEmulator();
});

afterAll(() => emulator.close());

beforeEach(async () => {
  proxy = await startFaultProxy(emulator.endpoint);
  s3 = clientFor({ ...emulator, ...emulator.credentials }, { endpoint: proxy.endpoint });
  buckets += 1;
  bucket = await TestBucket.create(
    clientFor({ ...emulator, ...emulator.credentials }),
    `canaries-${buckets}`,
  );
  await mkdir(join(folder.path, 'tmp'));
  vi.stubEnv('TMPDIR', join(folder.path, 'tmp'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  s3.destroy();
  await proxy.stop();
  await bucket.empty();
});

const into = (rows: readonly Row[], more: Partial<BuildOptions<Row>> = {}): Promise<BuiltDataset> =>
  buildForCanary(
    rows,
    { ...OPTIONS, s3, out: `s3://${bucket.name}/films/`, ...more },
    { records: 5 },
  );

const there = async () => (await bucket.keys()).filter((key) => !key.includes(OWNER)).sort();

/** Both have the same files with the same bytes, and nothing is left on the disk of this machine. */
async function expectSame(out: string): Promise<void> {
  const files = (await readdir(out, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1));
  expect(await there()).toEqual(files.map((file) => `films/${file}`).sort());
  for (const path of files)
    expect(await bucket.has(`films/${path}`, await readFile(join(out, path)))).toBe(true);
  expect(await bucket.unfinished()).toEqual([]);
  expect(await readdir(join(folder.path, 'tmp'))).toEqual([]);
}

async function inFolder(rows: readonly Row[], more: Partial<BuildOptions<Row>> = {}) {
  const out = join(folder.path, 'out');
  await rm(out, { recursive: true, force: true });
  const cut = await cutCanary(await buildDataset(rows, { ...OPTIONS, ...more, out }), {
    size: { records: 5 },
  });
  return { out, cut };
}

describe('buildForCanary()', () => {
  it('always makes the bytes of a dataset that was built and cut in a folder', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 4, max: 60 }),
        fc.record({ dedupe: fc.boolean(), id: fc.constantFrom('row', 'hash') }),
        async (count, options) => {
          const { out, cut } = await inFolder(rowsOf(count), options);

          const built = await into(rowsOf(count), options);

          expect(built.manifest).toEqual(cut.manifest);
          expect(built.manifest.canary?.records).toBe(
            count < 8 ? undefined : Math.min(5, Math.floor(count / 2)),
          );
          await expectSame(out);
          for (const key of await bucket.keys()) await bucket.remove(key);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('finds it there the next time, and reads nothing', async () => {
    const source = join(folder.path, 'films.jsonl');
    const lines = rowsOf(20).map((row) => JSON.stringify(row));
    await writeFile(source, `${lines.join('\n')}\n`);
    const build = () =>
      buildForCanary(source, { ...OPTIONS, s3, out: `s3://${bucket.name}/films/` }, { records: 5 });
    const first = await build();
    const before = await there();

    const again = await build();

    expect([first.reused, again.reused]).toEqual([false, true]);
    expect(again.manifest).toEqual(first.manifest);
    expect(await there()).toEqual(before);
  });

  it('leaves nothing in S3 or on the disk where S3 does not take all of it', async () => {
    proxy.inject(({ path, method }) =>
      method === 'PUT' && path.includes('rows.digests') ? 'deny' : undefined,
    );

    await expect(into(rowsOf(30))).rejects.toMatchObject({ code: 'S3_ACCESS_DENIED' });

    expect(await there()).toEqual([]);
    expect(await readdir(join(folder.path, 'tmp'))).toEqual([]);
  });

  it('goes where a killed one left shards without a manifest', async () => {
    proxy.inject(({ path, method }) =>
      method === 'DELETE' || (method === 'PUT' && path.includes('rows.digests'))
        ? 'cut-request'
        : undefined,
    );
    await expect(into(rowsOf(30))).rejects.toThrow();
    expect((await there()).length).toBeGreaterThan(0);
    proxy.inject(() => undefined);

    await into(rowsOf(20));

    await expectSame((await inFolder(rowsOf(20))).out);
  });

  it('puts it in the place of another dataset that has no runs', async () => {
    await into(rowsOf(30));
    await expect(into(rowsOf(20))).rejects.toMatchObject({ code: 'DATASET_EXISTS' });

    await into(rowsOf(20), { replace: true });

    await expectSame((await inFolder(rowsOf(20))).out);
  });
});
