import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type BuildOptions, buildDataset } from '../../src/builders/index.ts';
import { openDataset } from '../../src/dataset/index.ts';
import {
  buildPartition,
  cleanPartitions,
  type PlanPartitionsOptions,
  partitionStatus,
  planPartitions,
  sealPartitions,
} from '../../src/partitions/index.ts';
import { plannedBuilds, plannedSources } from '../builders/support/planned-builds.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { clientFor, type S3TestServer, TestBucket } from './s3-test-server.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const MODEL = 'amazon.titan-embed-text-v2:0';

/** What must hold of partitions below a prefix in S3, whatever the server. */
export function partitionsSuite(server: () => S3TestServer): void {
  const folder = useTemporaryFolder();
  let s3: S3Client;
  let bucket: TestBucket;
  let count = 0;

  beforeAll(async () => {
    s3 = clientFor(server());
    bucket = await TestBucket.create(s3, `partitions-${process.pid}-${Date.now()}`);
  });

  afterAll(async () => {
    await bucket.empty();
    s3.destroy();
  });

  /** A prefix that no other run has. */
  function newPrefix(): string {
    count += 1;
    return `${count}`;
  }

  const uriOf = (key: string) => `s3://${bucket.name}/${key}`;
  const keysBelow = async (prefix: string) =>
    (await bucket.keys())
      .filter((key) => key.startsWith(`${prefix}/`))
      .map((key) => key.slice(prefix.length + 1));

  /** Plans, builds the partitions in any order, and seals. */
  async function sealed(source: string, { out, partitions, ...options }: PlanPartitionsOptions) {
    const objects = { s3 };
    await planPartitions(source, { ...options, objects, out, partitions });
    for (let index = partitions - 1; index >= 0; index -= 1)
      await buildPartition(out, { index, objects });
    return sealPartitions(out, { objects });
  }

  it('always make the very dataset that one build makes, of files and of objects', async () => {
    const partitions = fc.integer({ min: 1, max: 4 });
    await fc.assert(
      fc.asyncProperty(
        plannedSources,
        plannedBuilds,
        fc.record({ partitions, isInS3: fc.boolean() }),
        async ({ format, text }, asked, { partitions: many, isInS3 }) => {
          const prefix = newPrefix();
          const name = `rows-${prefix}.${format}`;
          const path = join(folder.path, name);
          await writeFile(path, text);
          if (isInS3) await bucket.put(`source/${name}`, text);
          const source = isInS3 ? uriOf(`source/${name}`) : path;
          const options = { ...asked, model: MODEL };
          const one = join(folder.path, `one-${prefix}`);
          const objects = { s3 };

          const alone = await codeOrDone(() =>
            buildDataset(source, { ...options, objects, out: one } satisfies BuildOptions),
          );
          const planned = { ...options, partitions: many, out: uriOf(prefix) };
          const together = await codeOrDone(() => sealed(source, planned));

          if (typeof alone === 'string' || typeof together === 'string') {
            expect(together).toBe(alone);
            expect(['DATASET_INVALID', 'SOURCE_EMPTY']).toContain(alone);
            return;
          }
          expect(together.manifest).toEqual(alone.manifest);
          const files = alone.manifest.jobs.flatMap(({ shards }) => shards.map(({ path: p }) => p));
          const names = ['manifest.json', ...files, 'rows.digests'];
          for (const file of ['rows.numbers', 'rows.rejected'])
            if ((await readFile(join(one, file)).catch(() => undefined)) !== undefined)
              names.push(file);
          expect(await keysBelow(prefix)).toEqual(names.toSorted());
          for (const file of names)
            expect(await bucket.read(`${prefix}/${file}`)).toEqual(await readFile(join(one, file)));
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
  });

  describe('of 600 films', () => {
    const films = Array.from({ length: 600 }, (_, row) => `{"title":"Film ${row}"}\n`).join('');
    const options = {
      model: MODEL,
      prompt: '{{title}}',
      quotas: { recordsPerJob: 200, recordsPerFile: 100 },
      partitions: 3,
    } as const;

    async function planned(): Promise<{ readonly prefix: string; readonly out: string }> {
      const prefix = newPrefix();
      await bucket.put(`films-${prefix}/a.jsonl`, films);
      const out = uriOf(prefix);
      await planPartitions(uriOf(`films-${prefix}/`), { ...options, objects: { s3 }, out });
      return { prefix, out };
    }

    it('go on wherever they stopped, and make nothing twice', async () => {
      const { prefix, out } = await planned();
      const objects = { s3 };
      const again = await planPartitions(uriOf(`films-${prefix}/`), { ...options, objects, out });
      expect(again.reused).toBe(true);
      const [first, second] = await Promise.all([
        buildPartition(out, { index: 1, objects }),
        buildPartition(out, { index: 1, objects }),
      ]);
      expect([first.records, second.records]).toEqual([200, 200]);
      expect(await partitionStatus(out, { objects })).toMatchObject({
        built: 1,
        missing: [0, 2],
        begun: [],
      });
      expect(await buildPartition(out, { index: 1, objects })).toMatchObject({ reused: true });
      await expect(sealPartitions(out, { objects })).rejects.toMatchObject({
        code: 'PARTITIONS_MISSING',
      });

      await buildPartition(out, { index: 0, objects });
      await buildPartition(out, { index: 2, objects });
      const done = await Promise.all([
        sealPartitions(out, { objects }),
        sealPartitions(out, { objects }),
      ]);

      expect(done.map(({ manifest }) => manifest.records)).toEqual([600, 600]);
      expect((await sealPartitions(out, { objects })).reused).toBe(true);
      expect(await buildPartition(out, { index: 2, objects })).toMatchObject({ sealed: true });
      expect((await openDataset(out, { s3 })).manifest.jobs).toHaveLength(3);
      expect((await keysBelow(prefix)).filter((key) => key.startsWith('partitions'))).toEqual([]);
    });

    it('are sent while they are built, seen as begun, without a copy on the disk', async () => {
      const { out, prefix } = await planned();
      const objects = { s3 };
      const tmp = join(folder.path, 'tmp');
      await mkdir(tmp);
      vi.stubEnv('TMPDIR', tmp);
      let during: Promise<readonly [unknown, readonly string[], readonly string[]]> | undefined;
      const built = await buildPartition(out, {
        index: 1,
        objects,
        onProgress: () => {
          const status = partitionStatus(out, { objects });
          during ??= Promise.all([status, keysBelow(prefix), readdir(tmp)]);
        },
      });

      expect(built.records).toBe(200);
      vi.unstubAllEnvs();
      const [status, keys, onDisk] = (await during) ?? [];
      expect(status).toMatchObject({ built: 0, begun: [1] });
      expect(keys?.filter((key) => key.includes('shard'))).toEqual([]);
      expect(onDisk).toEqual([]);
      expect(await partitionStatus(out, { objects })).toMatchObject({ built: 1, begun: [] });
    });

    it('stay where nobody can tell whether they were named, and are found the next time', async () => {
      const { out } = await planned();
      const proxy = await startFaultProxy(server().endpoint);
      const lossy = clientFor(server(), { endpoint: proxy.endpoint });
      proxy.inject(({ method, path }) => {
        if (!/partitions\/00001-[^/]*\.json$/.test(path)) return undefined;
        if (method === 'PUT') return 'lose-reply';
        return method === 'HEAD' ? 'cut-request' : undefined;
      });
      const lost = buildPartition(out, { index: 1, objects: { s3: lossy } });
      await expect(lost).rejects.toThrow();
      lossy.destroy();
      await proxy.stop();

      const objects = { s3 };
      expect(await buildPartition(out, { index: 1, objects })).toMatchObject({ reused: true });
      for (const index of [0, 2]) await buildPartition(out, { index, objects });
      expect((await sealPartitions(out, { objects })).manifest.records).toBe(600);
    });

    it('say where somebody has removed what they made', async () => {
      const { out, prefix } = await planned();
      const objects = { s3 };
      await buildPartition(out, { index: 1, objects });
      const made = (await keysBelow(prefix)).find((key) => key.endsWith('/manifest.json'));
      await bucket.remove(`${prefix}/${made}`);

      const gone = { code: 'DATASET_MANIFEST', message: expect.stringContaining('has lost its') };
      await expect(buildPartition(out, { index: 1, objects })).rejects.toMatchObject(gone);
      for (const index of [0, 2]) await buildPartition(out, { index, objects });
      await expect(sealPartitions(out, { objects })).rejects.toMatchObject(gone);
    });

    it('refuse a source that was written anew, also with as many bytes', async () => {
      const { prefix, out } = await planned();
      await bucket.put(`films-${prefix}/a.jsonl`, films.replace('Film 1', 'Film X'));

      await expect(buildPartition(out, { index: 0, objects: { s3 } })).rejects.toMatchObject({
        code: 'SOURCE_DIFFERS',
      });
    });

    it('leave nothing behind where the plan is removed, and no piece of it gets into the next one', async () => {
      const { prefix, out } = await planned();
      const objects = { s3 };
      await buildPartition(out, { index: 0, objects });
      const stale = (await keysBelow(prefix)).filter((key) => /^partitions\/00000-/.test(key));
      expect(stale).toHaveLength(1);
      const pointer = await bucket.read(`${prefix}/${stale[0]}`);
      // what a seal left that was killed
      await bucket.put(`${prefix}/jobs/0000/shard-00000.jsonl`, '{}\n');

      expect(await cleanPartitions(out, { objects })).toBe(true);

      expect(await keysBelow(prefix)).toEqual([]);
      // somebody who still built it
      await bucket.put(`${prefix}/${stale[0]}`, pointer.toString());
      const next = { ...options, prompt: 'Say {{title}}', objects, out };
      await planPartitions(uriOf(`films-${prefix}/`), next);
      expect(await partitionStatus(out, { objects })).toMatchObject({ built: 0 });
      await bucket.put(`${prefix}/jobs/0007/shard-00000.jsonl`, '{}\n');
      for (const index of [0, 1, 2]) await buildPartition(out, { index, objects });
      await sealPartitions(out, { objects });
      expect((await keysBelow(prefix)).filter((key) => /partitions|0007/.test(key))).toEqual([]);
    });

    it('leave alone what others have put there', async () => {
      const { prefix, out } = await planned();
      const objects = { s3 };
      for (const index of [0, 1, 2]) await buildPartition(out, { index, objects });
      await bucket.put(`${prefix}/jobs/0000/notes.txt`, 'mine');

      await expect(sealPartitions(out, { objects })).rejects.toMatchObject({
        code: 'DATASET_FOREIGN_FILES',
      });
      expect((await bucket.read(`${prefix}/jobs/0000/notes.txt`)).toString()).toBe('mine');
    });
  });
}

async function codeOrDone<Value>(act: () => Promise<Value>): Promise<Value | string> {
  try {
    return await act();
  } catch (error) {
    return (error as { readonly code?: string }).code ?? String(error);
  }
}
