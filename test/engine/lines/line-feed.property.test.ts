import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutSeparators } from '../../../src/core/index.ts';
import { LineFeed, PlainLineEngine, SimdLineEngine } from '../../../src/engine/index.ts';

const unit = fc.constantFrom('a', 'ü', '日', '😀', '\u0085', '\u2028', '\u2029', '“', 'Â');
/** Some texts are longer than what the engine is given at once. */
const text = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit, maxLength: 40 }) },
  fc
    .tuple(unit, fc.integer({ min: 100_000, max: 600_000 }))
    .map(([one, times]) => one.repeat(times)),
);
const steps = fc.array(
  fc.record({ text, kind: fc.constantFrom('bytes', 'text', 'text', 'made', 'flush') }),
  { maxLength: 30 },
);

const engines = {
  plain: () => new PlainLineEngine(),
  fast: () => SimdLineEngine.create({ recordBytes: 1e9 }),
};

describe('LineFeed', () => {
  it.each(['plain', 'fast'] as const)(
    'always gives every line on once, in order, with the %s engine',
    (name) => {
      fc.assert(
        fc.property(steps, (all) => {
          const engine = engines[name]();
          if (engine === undefined) return;
          let given = '';
          let lines = 0;
          const feed = new LineFeed(engine, ({ bytes, ends, count }) => {
            given += Buffer.from(bytes).toString();
            lines += count;
            expect(ends[count - 1]).toBe(bytes.length);
          });
          let expected = '';
          let written = 0;
          for (const step of all) {
            const line = `"${step.text}"\n`;
            if (step.kind === 'flush') {
              feed.flush();
              expect(given).toBe(expected);
              continue;
            }
            written += 1;
            if (step.kind === 'bytes') feed.write(Buffer.from(line));
            else if (step.kind === 'made') feed.writeMade(Buffer.from(withoutSeparators(line)));
            else feed.writeText(line);
            expected += step.kind === 'bytes' ? line : withoutSeparators(line);
          }
          feed.flush();

          expect(given).toBe(expected);
          expect(lines).toBe(written);
        }),
        { numRuns: 60 },
      );
    },
  );
});
