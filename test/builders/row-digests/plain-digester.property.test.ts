import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonl } from '../../../src/builders/index.ts';
import { PlainDigester } from '../../../src/builders/row-digests/plain-digester.ts';
import { rowDigest } from '../../../src/builders/row-digests/row-digests.ts';
import { ValueRow } from '../../../src/builders/rows/value-row.ts';
import { anyText } from '../../engine/support/any-text.ts';
import { bytesOf, firstRow } from '../../support/read-rows.ts';

/** Whatever a program may give, and what it mostly gives: objects of the same few keys. */
const anything = fc.anything({
  key: anyText,
  values: [anyText, fc.double(), fc.integer(), fc.bigInt(), fc.boolean()],
  maxDepth: 4,
  ...{ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true },
  ...{ withNullPrototype: true, withSparseArray: true, withBoxedValues: true },
});
const rows = fc.record(
  { title: anything, text: anyText, 2: fc.double(), 日: fc.jsonValue() },
  { requiredKeys: ['text'], noNullPrototype: true },
);
const values = fc.array(fc.oneof(rows, anything, fc.jsonValue()), { minLength: 1, maxLength: 6 });

const plain = PlainDigester.create();

function digestOf(row: ValueRow | Awaited<ReturnType<typeof firstRow>>): bigint | undefined {
  const digest = plain?.of(row);
  return digest === undefined ? undefined : Buffer.from(digest).readBigUInt64LE();
}

describe('PlainDigester', () => {
  it('always gives the digest of the row as text, or none', async () => {
    const digest = await rowDigest();
    fc.assert(
      fc.property(values, (all) => {
        for (const [index, value] of all.entries()) {
          const row = new ValueRow(value, { source: 'rows', number: index + 1 });
          const own = digestOf(row);
          if (own === undefined) continue;
          expect(own).toBe(digest(row));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('always takes rows that are plain data', async () => {
    const digest = await rowDigest();
    const wellFormed = fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' });
    await fc.assert(
      fc.asyncProperty(wellFormed, async (value) => {
        const row = new ValueRow(value, { source: 'rows', number: 1 });
        if (plain !== undefined) expect(digestOf(row)).toBe(digest(row));
        const json = await firstRow(jsonl(bytesOf(`${JSON.stringify(value)}\n`)));
        const own = digestOf(json);
        if (own !== undefined) expect(own).toBe(digest(row));
      }),
      { numRuns: 200 },
    );
  });

  it('leaves alone what is more than plain data', () => {
    const circle: Record<string, unknown> = {};
    circle['own'] = circle;
    class Film {
      title = 'Jaws';
      get length() {
        return this.title.length;
      }
    }
    const thrower = {
      get title(): string {
        throw new Error('no');
      },
    };
    const others = [
      circle,
      new Film(),
      thrower,
      new Date(0),
      new Map([[1, 2]]),
      '\ud800',
      undefined,
    ];
    for (const value of others)
      expect(digestOf(new ValueRow(value, { source: 'rows', number: 1 }))).toBeUndefined();
  });
});
