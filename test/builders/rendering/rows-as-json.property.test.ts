import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv, jsonl, rowDigest, rowsAsJson, type Source } from '../../../src/builders/index.ts';

/** No column is named by blanks alone, which are dropped around names. */
const names = fc.uniqueArray(
  fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }).map((name) => `n${name}n`),
    fc.constantFrom('__proto__', 'constructor', '10', '2', '-1', '"', '\\', 'é', 'a\u2028b'),
  ),
  { minLength: 1, maxLength: 6, selector: (name) => name.trim() },
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\u0000', '\u0085\u2028', '"', '\r\n', '12345678901234567890', '日本'),
);
const tables = names.chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    rows: fc.array(fc.array(text, { minLength: columns.length, maxLength: columns.length }), {
      maxLength: 20,
    }),
  }),
);

const field = (value: string) => `"${value.toWellFormed().replaceAll('"', '""')}"`;
const tableOf = (lines: readonly (readonly string[])[]) =>
  Buffer.from(lines.map((line) => `${line.map(field).join(',')}\n`).join(''));

/** Rows as lines, and rows that no line was made of. */
async function linesOf(source: Source) {
  const lines: { readonly line: string; readonly digest: bigint | undefined }[] = [];
  let rows = 0;
  for await (const batch of rowsAsJson(source, {}) ?? []) {
    if (batch.kind === 'rows') {
      rows += batch.rows.length;
      lines.push(
        ...batch.rows.map(({ value }) => ({
          line: `${JSON.stringify(value)}\n`,
          digest: undefined,
        })),
      );
      continue;
    }
    const { bytes, ends, count, digests } = batch;
    for (let at = 0; at < count; at += 1) {
      const line = Buffer.from(bytes.subarray(ends[at - 1] ?? 0, ends[at])).toString();
      lines.push({ line, digest: Buffer.from(digests).readBigUInt64LE(8 * at) });
    }
  }
  return { lines, rows };
}

const readable = (line: string) =>
  line.replaceAll(
    /[\u0085\u2028\u2029]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

describe('rowsAsJson()', () => {
  it('always gives of a table what JSON.stringify makes of its rows, with their digests', async () => {
    const digestOf = await rowDigest();
    await fc.assert(
      fc.asyncProperty(tables, async ({ columns, rows }) => {
        const bytes = tableOf([columns, ...rows]);
        const expected: { readonly line: string; readonly digest: bigint }[] = [];
        for await (const batch of csv(bytes).rows())
          for (const row of batch)
            expected.push({ line: `${JSON.stringify(row.value)}\n`, digest: digestOf(row) });

        const { lines } = await linesOf(csv(bytes));

        expect(lines.map(({ line }) => readable(line))).toEqual(
          expected.map(({ line }) => readable(line)),
        );
        for (const [index, { digest }] of lines.entries())
          if (digest !== undefined) expect(digest).toBe(expected[index]?.digest);
      }),
    );
  });

  it('makes lines of a table itself, and gives rows of JSON as they are', async () => {
    const table = await linesOf(
      csv(
        tableOf([
          ['a', 'b'],
          ['1', '2'],
        ]),
      ),
    );
    const json = await linesOf(jsonl(Buffer.from('{"a":1}\n')));

    expect(table).toMatchObject({ rows: 0, lines: [{ line: '{"a":"1","b":"2"}\n' }] });
    expect(json).toMatchObject({ rows: 1, lines: [{ line: '{"a":1}\n' }] });
  });
});
