import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BuildOptions,
  buildDataset,
  csv,
  DIGEST_BYTES,
  jsonl,
  NUMBER_BYTES,
} from '../../src/builders/index.ts';
import { bytesOf } from '../support/read-rows.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

interface Item {
  readonly kind: string;
  readonly text: string;
}

const items = fc.array(
  fc.record({
    kind: fc.constantFrom('a', 'b', ''),
    text: fc.string({ minLength: 1, unit: 'grapheme' }).map((text) => `x${text}`),
  }),
  { minLength: 1, maxLength: 120 },
);
const selections = fc.record({
  is: fc.subarray(['a', 'b', ''], { minLength: 1 }),
  limit: fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined }),
  sample: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
});
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const SOURCES = {
  csv: (all: readonly Item[]) =>
    csv(
      bytesOf(
        `kind,text\n${all.map(({ kind, text }) => `${quoted(kind)},${quoted(text)}\n`).join('')}`,
      ),
    ),
  jsonl: (all: readonly Item[]) =>
    jsonl(bytesOf(all.map((item) => `${JSON.stringify(item)}\n`).join(''))),
};

/** What a dataset holds of each of its rows: the line of its record, its digest and its number in the source. */
async function rowsOf(out: string, { manifest }: Awaited<ReturnType<typeof buildDataset>>) {
  const shards = manifest.jobs.flatMap((job) => job.shards);
  const lines: string[] = [];
  for (const { path, rows } of shards) {
    expect(rows).toEqual({ first: lines.length + 1, count: rows.count });
    lines.push(
      ...(await readFile(join(out, path), 'utf8')).trimEnd().split('\n').slice(0, rows.count),
    );
  }
  const digests = await readFile(join(out, 'rows.digests'));
  const hasNumbers = manifest.rows?.numbers !== undefined;
  const numbers = hasNumbers ? await readFile(join(out, 'rows.numbers')) : undefined;
  expect(manifest.rows?.count).toBe(lines.length);
  return lines.map((line, index) => ({
    line,
    digest: digests.readBigUInt64LE(index * DIGEST_BYTES),
    row: numbers?.readUIntLE(index * NUMBER_BYTES, NUMBER_BYTES) ?? index + 1,
  }));
}

describe('buildDataset() of some rows', () => {
  const folder = useTemporaryFolder();

  it.each(['csv', 'jsonl'] as const)(
    'always writes of each row of %s that is taken what it would write of it among all rows',
    async (format) => {
      const out = join(folder.path, 'out');
      const build = async (all: readonly Item[], more: Partial<BuildOptions>) => {
        await rm(out, { recursive: true, force: true });
        const built = await buildDataset(SOURCES[format](all), {
          model: 'amazon.titan-embed-text-v2:0',
          prompt: '{{text}}',
          quotas: { minRecordsPerJob: 7, recordsPerJob: 30, recordsPerFile: 9 },
          belowMinimum: 'pad',
          out,
          ...more,
        });
        return rowsOf(out, built);
      };
      await fc.assert(
        fc.asyncProperty(items, selections, async (all, { is, limit, sample }) => {
          const held = all.flatMap(({ kind }, index) => (is.includes(kind) ? [index + 1] : []));
          const first = held.slice(0, limit);
          fc.pre(first.length > 0);
          const whole = await build(all, {});
          const some = await build(all, { where: { column: 'kind', is }, limit, sample });

          expect(some).toHaveLength(Math.min(first.length, sample ?? Infinity));
          expect(some).toEqual(some.map(({ row }) => whole[row - 1]));
          expect(some.every(({ row }) => first.includes(row))).toBe(true);
          const rows = some.map(({ row }) => row);
          expect(rows).toEqual(rows.toSorted((a, b) => a - b));
        }),
        { numRuns: 12 },
      );
    },
  );
});
