import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/results/index.ts';
import { cellText } from '../../../src/results/table/csv-cell.ts';
import { ParquetTable } from '../../../src/results/table/parquet-table.ts';
import { anyText } from '../../engine/support/any-text.ts';

/** Makes a file of outcomes, taken as often as there is something to take. */
async function fileOf(
  outcomes: Iterable<Outcome>,
  options: Parameters<typeof ParquetTable.load>[0] = {},
): Promise<ArrayBuffer> {
  const table = await ParquetTable.load(options);
  const pieces: Uint8Array[] = [];
  for (const outcome of outcomes) {
    table.add(outcome);
    if (table.isFull) pieces.push(Buffer.from(table.take()));
  }
  pieces.push(Buffer.from(table.finish()));
  return Uint8Array.from(Buffer.concat(pieces)).buffer;
}

const text = anyText.map((any) => any.toWellFormed());
const count = fc.maxSafeNat();
const outcomes: fc.Arbitrary<Outcome> = fc.record(
  {
    recordId: text,
    status: fc.constantFrom('succeeded' as const, 'failed' as const),
    text,
    usage: fc.record({ inputTokens: count, outputTokens: count, totalTokens: count }),
    error: fc.record({ code: text, message: text, retryable: fc.boolean() }),
    line: count,
    row: fc.record(
      {
        title: text,
        year: fc.integer(),
        tags: fc.array(text),
        'a.b': text,
        rating: fc.constant(null),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['recordId', 'status'] },
);

describe('a table in Parquet', () => {
  it('always says to another reader what its outcomes say', async () => {
    const columns = ['recordId', 'inputTokens', 'error', 'retryable', 'line', 'text'];
    const ofRow = ['row.title', 'row.year', 'row.tags', 'row.a.b', 'row.rating'];
    await fc.assert(
      fc.asyncProperty(fc.array(outcomes, { maxLength: 20 }), async (all) => {
        const file = await fileOf(all, { columns: [...columns, ...ofRow] });

        expect(await parquetReadObjects({ file })).toEqual(
          all.map(({ recordId, usage, error, line, text: answer, row }) => {
            const of = (row ?? {}) as Readonly<Record<string, unknown>>;
            const bigint = (value: number | undefined) =>
              value === undefined ? null : BigInt(value);
            const said = (value: unknown) => cellText(value) ?? null;
            return {
              recordId,
              inputTokens: bigint(usage?.inputTokens),
              error: error?.code ?? null,
              retryable: error?.retryable ?? null,
              line: bigint(line),
              text: answer ?? null,
              'row.title': said(of['title']),
              'row.year': said(of['year']),
              'row.tags': said(of['tags']),
              'row.a.b': said(of['a.b']),
              'row.rating': null,
            };
          }),
        );
      }),
    );
  });

  it('has its types and names where there is no outcome', async () => {
    const { schema, num_rows, created_by } = parquetMetadata(await fileOf([]));

    expect(num_rows).toBe(0n);
    expect(created_by).toBe('bedrock-batch');
    expect(
      schema.slice(1).map(({ name, type, converted_type }) => [name, converted_type ?? type]),
    ).toEqual([
      ...['recordId', 'status', 'finishReason', 'text'].map((name) => [name, 'UTF8']),
      ...['inputTokens', 'outputTokens'].map((name) => [name, 'INT64']),
      ...['error', 'errorMessage'].map((name) => [name, 'UTF8']),
    ]);
  });

  it('writes a row group once it holds enough, by outcomes and by characters', async () => {
    const one: Outcome = { recordId: '1', status: 'missing' };
    const long: Outcome = { recordId: '2', status: 'succeeded', text: 'x'.repeat(3 << 18) };
    const columns = ['recordId', 'text'];
    const rowsOf = async (all: readonly Outcome[]) =>
      parquetMetadata(await fileOf(all, { columns })).row_groups.map(({ num_rows }) => num_rows);

    expect(await rowsOf(Array.from({ length: 70_000 }, () => one))).toEqual([65_536n, 4464n]);
    expect(await rowsOf([long, long, long, long])).toEqual([3n, 1n]);
  });

  it('refuses a column that is named twice', async () => {
    await expect(ParquetTable.load({ columns: ['text', 'status', 'text'] })).rejects.toThrow(
      'The column "text" is named twice',
    );
  });
});
