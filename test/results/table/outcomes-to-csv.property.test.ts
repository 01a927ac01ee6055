import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Outcome,
  type OutcomeTableOptions,
  outcomesToCsv,
} from '../../../src/results/index.ts';

/** Any text, with what CSV and spreadsheets take for more than text. */
const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', ',', '\r', '\n', '=', '+', '-', '@', '\t', "'", ' ', '5', '＝', '\0'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom('\ud800', '\udfff'),
  ),
});
const row = fc.array(text, { minLength: 3, maxLength: 3 });

async function csvOf(
  rows: readonly (readonly string[])[],
  options: OutcomeTableOptions,
): Promise<string> {
  async function* outcomes(): AsyncGenerator<Outcome> {
    for (const [a, b, c] of rows) yield { recordId: 'r', status: 'succeeded', row: { a, b, c } };
  }
  let csv = '';
  for await (const piece of outcomesToCsv(outcomes(), options)) csv += piece;
  return csv;
}

const read = (csv: string): string[][] => parse(csv, { bom: false, record_delimiter: '\r\n' });

describe('outcomesToCsv', () => {
  it('always writes what a reader of CSV reads again, but for halves of pairs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1 }), async (rows) => {
        const csv = await csvOf(rows, { columns: ['row.a', 'row.b', 'row.c'], rawCells: true });

        expect(csv.isWellFormed()).toBe(true);
        expect(read(csv).slice(1)).toEqual(
          rows.map((cells) => cells.map((cell) => cell.toWellFormed())),
        );
      }),
    );
  });

  it('never gives a spreadsheet a formula: not in cells, nor in names', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1 }), text, async (rows, name) => {
        const csv = await csvOf(rows, { columns: ['row.a', `row.${name}`, 'row.b'] });

        for (const cell of read(csv).flat())
          expect(/^[=+\-@\t\r\n\0＝＋－＠]/.test(cell) && Number.isNaN(Number(cell))).toBe(false);
      }),
    );
  });
});
