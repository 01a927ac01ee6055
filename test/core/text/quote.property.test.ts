import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, printableJson, shorten } from '../../../src/core/index.ts';

describe('printable()', () => {
  it('never gives a control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // oxlint-disable-next-line no-control-regex -- the point of the test
        expect(printable(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202e]/);
      }),
    );
  });
});

describe('printableJson()', () => {
  it('says the same as JSON, with nothing raw in it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = printableJson({ value });

        expect(text.split('\n').every((line) => printable(line) === line)).toBe(true);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ value })));
      }),
    );
  });
});

describe('shorten()', () => {
  it('never gives more than was asked for', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 1, max: 40 }),
        (text, longest) => {
          expect(shorten(text, longest).length).toBeLessThanOrEqual(longest);
        },
      ),
    );
  });
});
