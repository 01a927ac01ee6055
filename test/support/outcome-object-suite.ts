import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Outcome, writeOutcomes } from '../../src/results/index.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { clientFor, type S3TestServer, TestBucket } from './s3-test-server.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

/** As many as make three parts. */
const MANY = 40_000;
const TEXT = 'An answer that is about as long as most of them are. '.repeat(8);

/** What must hold of a file of outcomes in S3, whatever the server. */
export function outcomeObjectSuite(server: () => S3TestServer): void {
  const folder = useTemporaryFolder();
  let s3: S3Client;
  let bucket: TestBucket;

  beforeAll(async () => {
    s3 = clientFor(server());
    bucket = await TestBucket.create(s3, `outcomes-${process.pid}-${Date.now()}`);
  });

  afterAll(async () => {
    await bucket.empty();
    s3.destroy();
  });

  const uriOf = (key: string) => `s3://${bucket.name}/${key}`;

  /** @param before Asked before the outcome of that number is given. */
  async function* outcomes(count: number, before?: (line: number) => unknown) {
    for (let line = 1; line <= count; line += 1) {
      await before?.(line);
      const job = 'jobs/0000';
      yield {
        ...{ recordId: `r${line}`, status: 'succeeded', text: `${line} ${TEXT}` },
        ...{ job, shard: `${job}/shard-00000.jsonl`, line },
      } as Outcome;
    }
  }

  describe('a file of outcomes in S3', () => {
    it('has the bytes of one on the disk, seen by nobody before it is whole, and takes the place of another', async () => {
      for (const [key, count] of [
        ['few.jsonl', 3],
        ['many.jsonl', MANY],
        ['table.csv', MANY],
      ] as const) {
        const format = key.endsWith('.csv') ? 'csv' : 'jsonl';
        const path = join(folder.path, key);
        await bucket.put(key, 'old');
        const look = async (line: number) => {
          if (line === count) expect(await bucket.read(key)).toEqual(Buffer.from('old'));
        };

        await writeOutcomes(path, outcomes(count), { format });
        const written = await writeOutcomes(uriOf(key), outcomes(count, look), {
          ...{ format, s3: { s3 } },
        });

        expect(written).toBe(count);
        expect(await bucket.has(key, await readFile(path))).toBe(true);
      }
      expect(await bucket.unfinished()).toEqual([]);
    });

    it.each([3, MANY])(
      'leaves nothing of %i where something goes wrong, and what was there',
      async (count) => {
        await bucket.put('kept.jsonl', 'old');
        const broken = outcomes(count, (line) => {
          if (line === count) throw new RangeError('No more');
        });
        await expect(writeOutcomes(uriOf('kept.jsonl'), broken, { s3: { s3 } })).rejects.toThrow(
          'No more',
        );

        const asked = new AbortController();
        const stopped = outcomes(count, (line) => {
          if (line === count) asked.abort(new RangeError('Stopped'));
        });
        const options = { s3: { s3 }, signal: asked.signal };
        await expect(writeOutcomes(uriOf('kept.jsonl'), stopped, options)).rejects.toThrow(
          'Stopped',
        );
        await expect(
          writeOutcomes(uriOf('new.jsonl'), outcomes(0, undefined), options),
        ).rejects.toThrow('Stopped');

        expect((await bucket.read('kept.jsonl')).toString()).toBe('old');
        expect(await bucket.keys()).not.toContain('new.jsonl');
        expect(await bucket.unfinished()).toEqual([]);
      },
    );

    it('is there where only replies got lost, and nowhere where it is refused', async () => {
      const proxy = await startFaultProxy(server().endpoint);
      const through = clientFor(server(), { endpoint: proxy.endpoint });
      try {
        for (const [key, count] of [
          ['lost-few.jsonl', 3],
          ['lost-many.jsonl', MANY],
        ] as const) {
          const seen = new Set<string>();
          proxy.inject(({ method, operation }) => {
            if (!['PUT', 'POST'].includes(method) || seen.has(operation)) return undefined;
            seen.add(operation);
            return 'lose-reply';
          });
          await writeOutcomes(uriOf(key), outcomes(count), { s3: { s3: through } });
          expect(seen.size).toBeGreaterThan(0);
          const path = join(folder.path, key);
          await writeOutcomes(path, outcomes(count));
          expect(await bucket.has(key, await readFile(path))).toBe(true);
        }
        proxy.inject(({ method }) => (method === 'PUT' ? 'deny' : undefined));
        await expect(
          writeOutcomes(uriOf('denied.jsonl'), outcomes(3), { s3: { s3: through } }),
        ).rejects.toMatchObject({ code: 'S3_ACCESS_DENIED' });
        expect(await bucket.keys()).not.toContain('denied.jsonl');
        expect(await bucket.unfinished()).toEqual([]);
      } finally {
        through.destroy();
        await proxy.stop();
      }
    });

    it('needs the name of an object', async () => {
      for (const uri of [`s3://${bucket.name}`, uriOf(''), uriOf('folder/')])
        await expect(writeOutcomes(uri, outcomes(1), { s3: { s3 } })).rejects.toMatchObject({
          code: 'INVALID_OPTION',
          message: expect.stringContaining('names no object'),
        });
    });
  });
}
