import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BuiltRow } from '../../../src/builders/intake/built-row.ts';
import { recordLine } from '../../../src/builders/records/encode-record.ts';
import type { RowWithRecord } from '../../../src/builders/records/mapped-rows.ts';
import { RowLines, type WrittenRow } from '../../../src/builders/rendering/row-lines.ts';
import { ValueRow } from '../../../src/builders/rows/value-row.ts';
import { withoutSeparators } from '../../../src/core/index.ts';
import { anyText } from '../../engine/support/any-text.ts';

const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' });
const anything = fc.anything({
  key: anyText,
  values: [anyText, fc.double(), fc.integer(), fc.boolean(), fc.constant(undefined)],
  maxDepth: 3,
  ...{ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true },
  ...{ withNullPrototype: true, withSparseArray: true, withBoxedValues: true },
});
const modelInput = fc.oneof(
  fc.record({ prompt: anyText, more: json }, { noNullPrototype: true }),
  fc.dictionary(anyText, anything, { maxKeys: 4, noNullPrototype: true }),
  fc.record({ long: anyText.map((text) => text.repeat(4000)) }, { noNullPrototype: true }),
);
const record = fc.record(
  { recordId: anyText, modelInput },
  { requiredKeys: ['modelInput'], noNullPrototype: true },
);
const batches = fc.array(
  fc.array(fc.oneof({ weight: 9, arbitrary: record }, fc.constant(undefined)), { maxLength: 40 }),
  { maxLength: 4 },
);

const textOf = (line: BuiltRow['line']) =>
  line === undefined
    ? undefined
    : withoutSeparators(typeof line === 'string' ? line : Buffer.from(line).toString());

/** The line as one record alone is written. */
function lineOf({ mapped }: RowWithRecord): string | undefined {
  try {
    return mapped.record === undefined ? undefined : withoutSeparators(recordLine(mapped.record));
  } catch {
    return undefined;
  }
}

describe('RowLines', () => {
  it('always gives the lines that JSON.stringify writes, in order, whatever the batches', () => {
    const lines = new RowLines();
    fc.assert(
      fc.property(batches, (all) => {
        let number = 0;
        for (const records of all) {
          const rows = records.map((one): RowWithRecord => {
            number += 1;
            const row = new ValueRow(one, { source: 'rows', number });
            return { row, mapped: { record: one, diagnostics: [] } };
          });
          const built: [number, string | undefined, number][] = [];
          let made: WrittenRow[] = [];
          for (const [index, row] of rows.entries()) {
            made.push(lines.finish(row));
            if (!lines.isFull && index < rows.length - 1) continue;
            for (const { row, line, diagnostics } of lines.read(made))
              built.push([row, textOf(line), diagnostics.length]);
            made = [];
          }
          expect(built).toEqual(
            rows.map((row) => {
              const line = lineOf(row);
              const isLost = row.mapped.record !== undefined && line === undefined;
              return [row.row.number, line, isLost ? 1 : 0];
            }),
          );
        }
      }),
      { numRuns: 70 },
    );
  });

  it('gives lines as bytes where a record is plain data', () => {
    const lines = new RowLines();
    const row = new ValueRow({}, { source: 'rows', number: 1 });
    const plain = {
      recordId: '1',
      modelInput: { a: [1, -0, 1e21, true, null, 'é'], b: {}, c: undefined },
    };
    const made = lines.finish({ row, mapped: { record: plain, diagnostics: [] } });
    const [built] = lines.read([made]);

    expect(lines.read([])).toEqual([]);
    expect(typeof built?.line).not.toBe('string');
    expect(textOf(built?.line)).toBe(`${JSON.stringify(plain)}\n`);
  });

  it('asks JSON.stringify where somebody gave all objects a member', () => {
    const lines = new RowLines();
    const row = new ValueRow({}, { source: 'rows', number: 1 });
    const one = { recordId: '1', modelInput: { a: 1 } };
    const prototype = Object.prototype as { inherited?: number };
    prototype.inherited = 1;
    try {
      const made = lines.finish({ row, mapped: { record: one, diagnostics: [] } });
      const [built] = lines.read([made]);
      expect(built?.line).toBe('{"recordId":"1","modelInput":{"a":1}}\n');
    } finally {
      delete prototype.inherited;
    }
  });
});
