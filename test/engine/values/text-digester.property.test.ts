import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import load from 'xxhash-wasm';
import { TextDigester } from '../../../src/engine/index.ts';
import { PIECE_UNITS } from '../../../src/engine/values/string-pieces.ts';
import { anyText } from '../support/any-text.ts';

const longText = fc
  .tuple(anyText, fc.integer({ min: PIECE_UNITS - 20, max: 4 * PIECE_UNITS }), anyText)
  .map(([before, length, after]) => `${before}${'日'.repeat(length)}${after}`);
const texts = fc.array(
  fc.oneof({ weight: 6, arbitrary: anyText }, { weight: 1, arbitrary: longText }),
  { maxLength: 12 },
);

describe('TextDigester', () => {
  it('always gives XXH64 of all that was added, and refuses halves of surrogate pairs', async () => {
    const { h64 } = await load();
    const digester = TextDigester.create();
    fc.assert(
      fc.property(texts, (all) => {
        if (digester === undefined) return;
        digester.begin();
        let taken = '';
        for (const text of all) {
          // two halves that two texts bring would be one character in what is compared with
          digester.ascii('|');
          expect(digester.text(text)).toBe(text.isWellFormed());
          if (!text.isWellFormed()) return;
          taken += `|${text}`;
        }
        expect(Buffer.from(digester.finish()).readBigUInt64LE()).toBe(h64(taken));
      }),
      { numRuns: 300 },
    );
  });

  it('takes ASCII of any length', async () => {
    const { h64 } = await load();
    const digester = TextDigester.create();
    for (const length of [0, 1, 39, 40, 41, 1000, 49_152, 49_153, 1_000_000]) {
      const text = '12345678'.repeat(length / 8 + 1).slice(0, length);
      digester?.begin();
      digester?.ascii(text);
      const digest = digester?.finish();
      if (digest !== undefined)
        expect(Buffer.from(digest).readBigUInt64LE(), `${length}`).toBe(h64(text));
    }
  });
});
