import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BuildOptions,
  buildDataset,
  csv,
  DIGEST_BYTES,
  jsonl,
  openSource,
  rowDigest,
  type Source,
} from '../../src/builders/index.ts';
import { type DatasetInvalidError, withoutSeparators } from '../../src/core/index.ts';
import { cutAt, cuts } from '../support/byte-chunks.ts';
import { bytesOf, readRows } from '../support/read-rows.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import { datasetLines, smallQuotas } from './support/dataset-lines.ts';
import { oneLine, writtenDocuments } from './support/written-json.ts';
import { anyText, writtenTables } from './support/written-table.ts';

const MODEL = 'amazon.titan-embed-text-v2:0';

/** A prompt that says all columns, each between signs, so that none of them is blank. */
const promptOf = (columns: readonly string[]) =>
  columns.map((column) => `<{{${column}}}>`).join('\n');
const textOf = (texts: readonly string[]) => texts.map((text) => `<${text}>`).join('\n');

/** The line of a row's record, as JSON.stringify writes it, but with escapes for what some readers take for ends of lines. */
function lineOf(inputText: string, index: number): string {
  const recordId = String(index + 1).padStart(8, '0');
  return withoutSeparators(JSON.stringify({ recordId, modelInput: { inputText } }));
}

/** The same table in one plain way: by it rows are joined to their outcomes, whatever a program saves it as. */
function plainTable(columns: readonly string[], rows: readonly (readonly string[])[]): Uint8Array {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = [columns, ...rows].map((row) => row.map(quoted).join(','));
  return bytesOf(lines.join('\n'));
}

async function digestsOf(source: Source): Promise<string> {
  const digest = await rowDigest();
  const rows = await readRows(source);
  const digests = Buffer.alloc(rows.length * DIGEST_BYTES);
  for (const [index, row] of rows.entries())
    digests.writeBigUInt64LE(digest(row), index * DIGEST_BYTES);
  return digests.toString('hex');
}

async function* streamed(pieces: readonly Uint8Array[]) {
  yield* pieces;
}

describe('buildDataset()', () => {
  const folder = useTemporaryFolder();

  async function build(
    source: Parameters<typeof buildDataset>[0],
    options: Omit<BuildOptions, 'model' | 'out' | 'record'> & Pick<BuildOptions, 'record'>,
  ) {
    const out = join(folder.path, 'out');
    await rm(out, { recursive: true, force: true });
    const built = await buildDataset(source, {
      model: MODEL,
      belowMinimum: 'pad',
      ...options,
      out,
    });
    return { ...(await datasetLines(out, built)), jobs: built.manifest.jobs.length };
  }

  it('always writes the rows of a table in order, with the text that was written, whoever wrote it and in whatever pieces it comes', async () => {
    let jobs = 0;
    await fc.assert(
      fc.asyncProperty(writtenTables, smallQuotas, cuts, async (table, quotas, places) => {
        const { columns, rows, bytes, reading } = table;
        const prompt = promptOf(columns);
        const source = openSource(streamed(cutAt(bytes, places)), reading);
        const built = await build(source, { prompt, quotas });

        expect(built.lines).toEqual(rows.map((texts, index) => lineOf(textOf(texts), index)));
        jobs = Math.max(jobs, built.jobs);
        expect(built.digests).toBe(await digestsOf(csv(plainTable(columns, rows))));

        const values = rows.map((texts) =>
          Object.fromEntries(columns.map((column, at) => [column, texts[at]])),
        );
        expect((await build(values, { prompt, quotas })).lines).toEqual(built.lines);
      }),
      { numRuns: 16 },
    );
    expect(jobs).toBeGreaterThan(2);
  });

  it('always writes the rows of a JSON document in order, with strings, numbers and keys as they stand there, whatever its form', async () => {
    let jobs = 0;
    await fc.assert(
      fc.asyncProperty(writtenDocuments, smallQuotas, cuts, async (document, quotas, places) => {
        const { rows, keys, bytes, reading } = document;
        const columns = ['text', 'number', 'nested', ...(keys === undefined ? [] : ['id'])];
        const source = openSource(streamed(cutAt(bytes, places)), reading);
        const built = await build(source, { prompt: promptOf(columns), quotas });

        const texts = rows.map((row, at) => [...row.texts, ...(keys?.slice(at, at + 1) ?? [])]);
        expect(built.lines).toEqual(texts.map((all, index) => lineOf(textOf(all), index)));
        jobs = Math.max(jobs, built.jobs);
        if (keys !== undefined) return;
        const lines = rows.map(({ json }) => oneLine(json));
        expect(built.digests).toBe(await digestsOf(jsonl(bytesOf(lines.join('\n')))));
      }),
      { numRuns: 16 },
    );
    expect(jobs).toBeGreaterThan(2);
  });

  it('always writes of a function what JSON.stringify writes, in the order of the rows', async () => {
    const input = fc.record({ inputText: anyText.map((text) => `x${text}`) });
    const inputs = fc.array(input, { minLength: 1, maxLength: 40, size: 'max' });
    await fc.assert(
      fc.asyncProperty(inputs, smallQuotas, async (all, quotas) => {
        const built = await build(all, {
          record: (row) => ({ modelInput: row as object }),
          quotas,
        });

        expect(built.lines).toEqual(all.map(({ inputText }, index) => lineOf(inputText, index)));
      }),
      { numRuns: 16 },
    );
  });

  it.each([
    ['a program', (texts: readonly string[]) => texts.map((a) => ({ a }))],
    ['JSON', (texts: readonly string[]) => bytesOf(JSON.stringify(texts.map((a) => ({ a }))))],
  ])('always names the rows of %s that have half of a surrogate pair', async (_, write) => {
    const rows = fc.array(fc.tuple(anyText, fc.constantFrom('', '', '\ud83d', '\ude00')), {
      minLength: 1,
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(rows, smallQuotas, async (all, quotas) => {
        const bad = all.flatMap(([, half], index) => (half === '' ? [] : [index + 1]));
        const source = write(all.map(([text, half]) => `${text}.${half}.`));
        const [built] = await Promise.allSettled([build(source, { prompt: '{{a}}', quotas })]);

        if (bad.length === 0) expect(built.status).toBe('fulfilled');
        else {
          const { report } = (built as PromiseRejectedResult).reason as DatasetInvalidError;
          const found = report.diagnostics.filter(({ code }) => code === 'JSONL_LONE_SURROGATE');
          expect(found.map(({ location }) => location.row)).toEqual(bad);
        }
      }),
      { numRuns: 16 },
    );
  });
});
