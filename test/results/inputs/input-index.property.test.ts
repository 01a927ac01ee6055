import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset, DatasetJob } from '../../../src/dataset/index.ts';
import { homeAt } from '../../../src/io/index.ts';
import { InputIndex } from '../../../src/results/inputs/input-index.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();

/** Lines of shards that somebody wrote by hand: ids that come twice, and lines that are no records. */
const lines = fc.oneof(
  fc.nat(30).map((number) => `{"recordId":"R-${number}","modelInput":{}}`),
  fc.string({ maxLength: 20, unit: 'binary' }).map((recordId) => JSON.stringify({ recordId })),
  fc.nat(3000).map((length) => JSON.stringify({ text: 'é'.repeat(length), recordId: 'long' })),
  fc.constantFrom('', 'no record', '{"recordId":', '[]'),
);
const shards = fc.array(fc.array(lines, { maxLength: 60 }), { minLength: 1, maxLength: 4 });

function jobOf(all: readonly (readonly string[])[]): { dataset: Dataset; job: DatasetJob } {
  mkdirSync(path.join(folder.path, 'jobs/0000'), { recursive: true });
  const written = all.map((own, number) => {
    const name = `jobs/0000/shard-0000${number}.jsonl`;
    writeFileSync(path.join(folder.path, name), own.map((line) => `${line}\n`).join(''));
    return { path: name, rows: { first: 1, count: 0 } };
  });
  const job = { folder: 'jobs/0000', records: all.flat().length, shards: written };
  return {
    dataset: { home: homeAt(folder.path, { once: [] }) } as unknown as Dataset,
    job: job as unknown as DatasetJob,
  };
}

function idOf(line: string): string {
  try {
    const { recordId } = JSON.parse(line) as { recordId?: unknown };
    return typeof recordId === 'string' ? recordId : '';
  } catch {
    return '';
  }
}

describe('InputIndex', () => {
  it('always knows the records that a map of their ids knows, and gives back their lines', async () => {
    await fc.assert(
      fc.asyncProperty(shards, async (all) => {
        const { dataset, job } = jobOf(all);
        const index = await InputIndex.read(dataset, job);
        const read = all.flat();
        const positions = new Map(read.map((line, position) => [idOf(line), position]));
        try {
          expect(index.records).toBe(read.length);
          for (const [position, line] of read.entries()) {
            expect(index.recordIdAt(position)).toBe(idOf(line));
            expect(index.positionOf(idOf(line))).toBe(positions.get(idOf(line)));
            expect(Buffer.from(index.lineAt(position)).toString('utf8')).toBe(line);
          }
          expect(index.positionOf('R-31')).toBeUndefined();
          const places = all.flatMap((own, shard) =>
            own.map((_, line) => ({ shard: job.shards[shard]?.path, line: line + 1 })),
          );
          expect(read.map((_, position) => index.placeAt(position))).toMatchObject(places);
          // of a home without paths the same bytes come as a stream
          const home = { ...dataset.home, folder: undefined };
          const streamed = await InputIndex.read({ ...dataset, home }, job);
          expect(streamed.changed).toEqual(index.changed);
          expect(read.map((_, position) => streamed.recordIdAt(position))).toEqual(read.map(idOf));
          expect(read.map((_, position) => streamed.placeAt(position))).toMatchObject(places);
        } finally {
          index.close();
        }
      }),
      { numRuns: 50 },
    );
  });
});
