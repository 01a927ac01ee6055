import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutSeparators } from '../../../src/core/index.ts';
import { JsonWriter } from '../../../src/engine/index.ts';
import { PIECE_UNITS } from '../../../src/engine/values/string-pieces.ts';
import { anyText } from '../support/any-text.ts';

/** Some are longer than what is handed over at once, with pairs and halves of pairs where it is cut. */
const longText = fc
  .tuple(anyText, fc.integer({ min: PIECE_UNITS - 20, max: 2 * PIECE_UNITS + 20 }), anyText)
  .map(([before, length, after]) => `${before}${'x'.repeat(length)}${after}`);

const texts = fc.array(
  fc.oneof({ weight: 8, arbitrary: anyText }, { weight: 1, arbitrary: longText }),
  { maxLength: 12 },
);

function written(writer: JsonWriter): string {
  return Buffer.from(writer.take()).toString();
}

describe('JsonWriter', () => {
  it('always writes strings as JSON.stringify does, with escapes for what ends a line', () => {
    const writer = JsonWriter.create();
    fc.assert(
      fc.property(texts, (all) => {
        if (writer === undefined) return;
        for (const text of all) writer.string(text);
        const json = all.map((text) => JSON.stringify(text)).join('');
        expect(written(writer)).toBe(withoutSeparators(json));
      }),
      { numRuns: 300 },
    );
  });

  it('always keeps what was written before something is cut, and grows where there is no room', () => {
    const writer = JsonWriter.create();
    const steps = fc.array(
      fc.record({ text: anyText, times: fc.nat({ max: 40_000 }), isCut: fc.boolean() }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        if (writer === undefined) return;
        let expected = '';
        for (const { text, times, isCut } of all) {
          const { length } = writer;
          const long = text.repeat(times % (400_000 / (text.length + 1)));
          writer.raw('[');
          writer.string(long);
          if (isCut) writer.cut(length);
          else expected += `[${withoutSeparators(JSON.stringify(long))}`;
        }
        expect(writer.length).toBe(Buffer.byteLength(expected));
        expect(written(writer) === expected).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
