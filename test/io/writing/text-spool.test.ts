import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TextSpool } from '../../../src/io/index.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'texts-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('TextSpool', () => {
  it('always gives the last text of each number, in whichever order they came, and none where there is none', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }).map((one) => one.toWellFormed()),
      fc.nat(300_000).map((length) => 'é'.repeat(length)),
      fc.constant(''),
    );
    const texts = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), text));
    fc.assert(
      fc.property(texts, fc.boolean(), (puts, hasFolder) => {
        const spool = new TextSpool(hasFolder ? folder : undefined, 'texts', 9);
        const expected = new Map<number, string>();
        for (const [number, one] of puts) {
          spool.put(number, one);
          expected.set(number, one);
          expect(spool.at(number)).toBe(one);
        }

        for (let number = 1; number <= 9; number += 1) {
          expect(spool.at(number)).toBe(expected.get(number));
          expect(spool.has(number)).toBe(expected.has(number));
        }
        expect(readdirSync(folder)).toEqual([]);

        spool.close();
      }),
      { numRuns: 50 },
    );
  });

  it('says which file cannot be made', () => {
    expect(() => new TextSpool(join(folder, 'gone'), 'rows', 1)).toThrow(
      expect.objectContaining({ code: 'DATASET_WRITE' }),
    );
  });
});
