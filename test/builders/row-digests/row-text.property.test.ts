import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonl } from '../../../src/builders/index.ts';
import { RowText } from '../../../src/builders/row-digests/row-text.ts';
import { canonicalJson } from '../../../src/core/index.ts';
import { bytesOf, firstRow } from '../../support/read-rows.ts';

const rowText = new RowText();
const textOf = async (json: string) => rowText.of(await firstRow(jsonl(bytesOf(`${json}\n`))));

/** Writes JSON with the keys of every object the other way round, and white space. */
const otherWay = (value: unknown): string => {
  if (Array.isArray(value)) return `[ ${value.map(otherWay).join(' , ')} ]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toReversed();
  return `{ ${members.map(([key, of]) => `${JSON.stringify(key)} : ${otherWay(of)}`).join(' ,\t')} }`;
};

const rows = fc.dictionary(
  fc.string({ maxLength: 4 }),
  fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.integer(), fc.double({ noNaN: true })),
  { maxKeys: 4, noNullPrototype: true },
);

describe('RowText', () => {
  it('always gives equal rows equal text, however they are written', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (row) => {
        expect(await textOf(otherWay(row))).toBe(await textOf(JSON.stringify(row)));
      }),
    );
  });

  it('never gives rows that differ equal text', async () => {
    await fc.assert(
      fc.asyncProperty(rows, rows, async (one, other) => {
        const asJson = (row: unknown) => JSON.parse(JSON.stringify(row)) as unknown;
        const isSame = canonicalJson(asJson(one)) === canonicalJson(asJson(other));
        const texts = [await textOf(JSON.stringify(one)), await textOf(JSON.stringify(other))];
        expect(texts[0] === texts[1]).toBe(isSame);
      }),
    );
  });

  it('never takes a number for another one, however many digits it has', async () => {
    const digits = fc.stringMatching(/^[1-9]\d{0,30}$/);
    await fc.assert(
      fc.asyncProperty(digits, digits, async (one, other) => {
        const texts = [await textOf(`{"x":${one}}`), await textOf(`{"x":${other}}`)];
        expect(texts[0] === texts[1]).toBe(BigInt(one) === BigInt(other));
      }),
    );
  });
});
