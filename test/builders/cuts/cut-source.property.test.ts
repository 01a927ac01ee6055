import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutSource, type PartedSource } from '../../../src/builders/cuts/cut-source.ts';
import { COUNTING } from '../../../src/builders/cuts/row-scanner.ts';
import { spanSource } from '../../../src/builders/cuts/span-source.ts';
import { type OpenSourceOptions, openSource } from '../../../src/builders/index.ts';
import { lastRowOf } from '../../../src/builders/rendering/rendered-batch.ts';
import { renderedRows } from '../../../src/builders/sources/rendered-source.ts';
import { plainRow, readRows } from '../../support/read-rows.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';
import { writtenTables } from '../support/written-table.ts';

const folder = useTemporaryFolder();

/** Text of rows that somebody may write, also with what stands between them. */
const lines = fc
  .array(
    fc.tuple(
      fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.stringify(value)),
      fc.constantFrom('\n', '\r\n', '\n\n', '\n \t\n', ' \n  '),
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map((rows) => ({ text: rows.flat().join(''), format: 'jsonl' as const }));
const arrays = fc
  .record({
    rows: fc.array(fc.jsonValue({ maxDepth: 2 }), { minLength: 1, maxLength: 40 }),
    space: fc.constantFrom(0, 1, '\t'),
    around: fc.constantFrom('', ' ', '\n\n'),
  })
  .map(({ rows, space, around }) => ({
    text:
      around + JSON.stringify(rows, null, space).replaceAll('},', `}${around},${around}`) + around,
    format: 'json' as const,
  }))
  .filter(({ text }) => isJson(text));
const tables = writtenTables.map(({ bytes, reading }) => ({ bytes, ...reading }));

const cases = fc.oneof(lines, arrays, tables).map((written) => {
  const { text, bytes, ...rest } = { text: '', bytes: undefined, ...written };
  const options: OpenSourceOptions = rest;
  return { bytes: bytes ?? Buffer.from(text), options };
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const counts = {
  partitions: fc.integer({ min: 1, max: 9 }),
  recordsPerJob: fc.integer({ min: 1, max: 12 }),
};

function sourcesOf({ files, parts }: PartedSource, options: OpenSourceOptions) {
  return parts.map(({ spans }) =>
    spans.map((span) => {
      const file = files[span.file];
      if (file === undefined) throw new Error('There is no such file');
      return spanSource(file, span, options);
    }),
  );
}

it('always cuts a file into rows that have the numbers, places and values they have in the whole', async () => {
  await fc.assert(
    fc.asyncProperty(cases, fc.record(counts), async ({ bytes, options }, cut) => {
      const path = join(folder.path, 'rows.bin');
      await writeFile(path, bytes);
      const result = await cutSource([path], { options, cut }).catch((error: Error) => error);
      const whole = (await readRows(openSource(path, options))).map(plainRow);
      if (result instanceof Error) {
        // what is packed or in another encoding is refused, and nothing else
        expect(result.message).toMatch(/^".*" cannot be cut into partitions: it is /);
        return;
      }
      const pieces: unknown[][] = [];
      for (const sources of sourcesOf(result, options)) {
        const rows = [];
        for (const source of sources) rows.push(...(await readRows(source)));
        pieces.push(rows.map(plainRow));
      }
      expect(pieces.flat()).toEqual(whole);
      expect(result.parts.map(({ rows }) => rows)).toEqual(pieces.map(({ length }) => length));
      expect(result.parts).toHaveLength(cut.partitions);
      expect(result.rows).toBe(whole.length);
    }),
    { numRuns: 80 },
  );
});

it('always counts the same rows where lines are made of them at once', async () => {
  await fc.assert(
    fc.asyncProperty(cases, fc.record(counts), async ({ bytes, options }, cut) => {
      const path = join(folder.path, 'rows.bin');
      await writeFile(path, bytes);
      const result = await cutSource([path], { options, cut }).catch(() => undefined);
      if (result === undefined) return;
      for (const [index, sources] of sourcesOf(result, options).entries()) {
        const { rowsBefore = 0, rows = 0 } = result.parts[index] ?? {};
        let last = rowsBefore;
        for (const source of sources)
          for await (const batch of renderedRows(source, COUNTING))
            last = Math.max(last, lastRowOf(batch));
        expect(last).toBe(rowsBefore + rows);
      }
    }),
    { numRuns: 40 },
  );
});

it('always begins partitions at the beginnings of jobs, where there are as many', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 60 }),
      fc.record(counts),
      fc.constantFrom('csv', 'jsonl', 'json'),
      async (rows, cut, format) => {
        const path = join(folder.path, `rows.${format}`);
        await writeFile(path, textOf(rows, format));
        const { parts } = await cutSource([path], { options: {}, cut });
        const jobs = Math.ceil(rows / cut.recordsPerJob);
        const starts = parts.filter((part) => part.rows > 0).map(({ rowsBefore }) => rowsBefore);
        const whole = starts.filter((start) => start % cut.recordsPerJob === 0);
        if (jobs >= cut.partitions) {
          expect(starts).toHaveLength(cut.partitions);
          expect(whole).toEqual(starts);
        } else expect(whole).toHaveLength(jobs);
      },
    ),
    { numRuns: 40 },
  );
});

function textOf(rows: number, format: string): string {
  const values = Array.from({ length: rows }, (_, row) => ({ a: `"x\n${row}` }));
  if (format === 'json') return JSON.stringify(values, null, 1);
  if (format === 'jsonl') return values.map((value) => `${JSON.stringify(value)}\n`).join('');
  return `a\n${values.map(({ a }) => `"${a.replaceAll('"', '""')}"\n`).join('')}`;
}
