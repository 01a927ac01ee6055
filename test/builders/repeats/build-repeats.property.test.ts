import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BuildOptions,
  type BuiltDataset,
  buildDataset,
  csv,
  jsonl,
  NUMBER_BYTES,
  REPEAT_BYTES,
  REPEAT_NUMBER_BYTES,
} from '../../../src/builders/index.ts';
import { bytesOf } from '../../support/read-rows.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const texts = fc.array(
  fc.oneof(
    fc.constantFrom('a', 'b', 'A', 'a ', 'é', 'e\u0301', '"', '\\', '"\\u0061"'),
    fc.nat({ max: 12 }).map((length) => `t${'x'.repeat(40 * length)}`),
  ),
  { minLength: 1, maxLength: 120 },
);
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const SOURCES = {
  csv: (all: readonly string[]) =>
    csv(bytesOf(`text,more\n${all.map((text, at) => `${quoted(text)},${at}\n`).join('')}`)),
  jsonl: (all: readonly string[]) =>
    jsonl(bytesOf(all.map((text, at) => `${JSON.stringify({ text, at })}\n`).join(''))),
  values: (all: readonly string[]) => all.map((text) => ({ text })),
};
type Kind = keyof typeof SOURCES;
const quotas = { minRecordsPerJob: 7, recordsPerJob: 30, recordsPerFile: 9, fileBytes: 1500 };

describe('buildDataset() with dedupe', () => {
  const folder = useTemporaryFolder();
  const build = async (all: readonly string[], kind: Kind, more: Partial<BuildOptions>) => {
    const out = join(folder.path, 'out');
    await rm(out, { recursive: true, force: true });
    return buildDataset(SOURCES[kind](all), {
      model: 'amazon.titan-embed-text-v2:0',
      prompt: '{{text}}',
      quotas,
      belowMinimum: 'pad',
      out,
      ...more,
    });
  };

  it.each(['csv', 'jsonl', 'values'] as const)(
    'always writes the first record of each model input of %s, and of each other row which one it shares',
    async (kind) => {
      await fc.assert(
        fc.asyncProperty(
          texts,
          fc.option(fc.nat({ max: 60 }), { nil: undefined }),
          async (all, limit) => {
            const taken = { limit: limit === undefined ? undefined : limit + 1 };
            const whole = await linesOf(await build(all, kind, taken));
            const shared = await build(all, kind, { ...taken, dedupe: true });

            const lines = await linesOf(shared);
            const first = whole.filter(
              (line, index) => whole.findIndex((one) => inputOf(one) === inputOf(line)) === index,
            );
            expect(lines).toEqual(first);
            const repeats = await repeatsOf(shared);
            const others = whole.flatMap((line, index) => {
              const record = first.findIndex((one) => inputOf(one) === inputOf(line)) + 1;
              const recordId = idOf(line);
              return first.includes(line) ? [] : [{ record, place: index + 1, recordId }];
            });
            expect(repeats).toEqual(others.toSorted((a, b) => a.record - b.record));
            expect(shared.manifest.rows?.count).toBe(whole.length);
            expect(shared.report?.repeatedModelInputs).toBeUndefined();
          },
        ),
        { numRuns: 16 },
      );
    },
  );

  it('always writes the same bytes where no row repeats another, but for the key of the build', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(
          fc.string({ minLength: 1 }).map((text) => `x${text}`),
          { minLength: 1 },
        ),
        async (all) => {
          const filesOf = async (dedupe: boolean) => {
            const { folder: out } = await build(all, 'csv', { dedupe });
            const files = (await readdir(out, { recursive: true })).toSorted();
            const paths = files.filter((path) => /\.(jsonl|digests|json)$/.test(path));
            const texts = await Promise.all(paths.map((path) => readFile(join(out, path), 'utf8')));
            return [files, texts.map((text) => text.replace(/"buildKey": "\w+"/, ''))];
          };
          expect(await filesOf(true)).toEqual(await filesOf(false));
        },
      ),
      { numRuns: 6 },
    );
  });

  it('keeps the numbers of rows that were left out beside those that share an answer', async () => {
    const all = ['a', 'b', 'a', 'c', 'b', 'a'];
    const { folder: out, manifest } = await build(all, 'jsonl', {
      dedupe: true,
      where: { column: 'text', isNot: 'b' },
    });

    const numbers = await readFile(join(out, 'rows.numbers'));
    expect(
      Array.from({ length: 4 }, (_, index) =>
        numbers.readUIntLE(index * NUMBER_BYTES, NUMBER_BYTES),
      ),
    ).toEqual([1, 3, 4, 6]);
    expect(manifest.repeats?.count).toBe(2);
  });
});

const inputOf = (line: string) => line.slice(line.indexOf('"modelInput"'));
const idOf = (line: string) => (JSON.parse(line) as { recordId: string }).recordId;

/** The lines of a dataset without its padding. */
async function linesOf({ folder, manifest }: BuiltDataset): Promise<readonly string[]> {
  const shards = manifest.jobs.flatMap((job) => job.shards);
  const lines: string[] = [];
  for (const { path, records, rows } of shards) {
    const all = (await readFile(join(folder, path), 'utf8')).trimEnd().split('\n');
    expect(all).toHaveLength(records);
    expect(rows).toEqual({ first: lines.length + 1, count: rows.count });
    lines.push(...all.slice(0, rows.count));
  }
  expect(lines).toHaveLength(manifest.records - manifest.padding.length);
  return lines;
}

async function repeatsOf({ folder, manifest }: BuiltDataset) {
  const count = manifest.repeats?.count ?? 0;
  const names = await readdir(folder);
  expect(names.includes('rows.repeats')).toBe(count > 0);
  if (count === 0) return [];
  const bytes = await readFile(join(folder, 'rows.repeats'));
  expect(bytes).toHaveLength(manifest.repeats?.bytes ?? 0);
  const ids = bytes.subarray(count * REPEAT_BYTES);
  let idStart = 0;
  return Array.from({ length: count }, (_, index) => {
    const [record, place, idEnd] = [0, 1, 2].map((at) =>
      bytes.readUIntLE(index * REPEAT_BYTES + at * REPEAT_NUMBER_BYTES, REPEAT_NUMBER_BYTES),
    );
    const recordId: unknown = JSON.parse(ids.toString('utf8', idStart, idEnd));
    idStart = idEnd ?? 0;
    return { record, place, recordId };
  });
}
