import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdIndex } from '../../src/validators/id-index.ts';

const ids = fc.oneof(
  fc.nat(300).map((number) => `REC-${number}`),
  fc.string({ maxLength: 80, unit: 'binary' }),
  fc.constantFrom('', 'x'.repeat(64), 'x'.repeat(65), '__proto__', 'é'),
);

/** Ids with the lines that stand before each without one, and where a new file begins. */
const steps = fc.array(
  fc.record({
    id: ids,
    skipped: fc.oneof(fc.constant(0), fc.nat(3)),
    newFile: fc.nat(20).map((n) => n === 0),
  }),
  { maxLength: 400 },
);

describe('IdIndex', () => {
  it('always gives the place where an id first stood, as a map does', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const index = new IdIndex();
        const first = new Map<string, { source: string; line: number }>();
        let file = 0;
        let line = 0;
        index.startFile('0');
        for (const { id, skipped, newFile } of all) {
          if (newFile) {
            file += 1;
            line = 0;
            index.startFile(String(file));
          }
          line += 1 + skipped;
          expect(index.add(id, line)).toEqual(first.get(id));
          if (!first.has(id)) first.set(id, { source: String(file), line });
        }
      }),
    );
  });

  it('knows 300,000 ids, over many chunks', () => {
    const index = new IdIndex();
    index.startFile('a');
    const idOf = (line: number) => `record-${String(line).padStart(9, '0')}`;

    for (let line = 1; line <= 300_000; line += 1) {
      if (index.add(idOf(line), line) !== undefined) throw new Error(idOf(line));
    }
    const again = [1, 2, 255, 256, 257, 61_681, 61_682, 123_456, 299_999, 300_000];

    expect(again.map((line) => index.add(idOf(line), 300_001))).toEqual(
      again.map((line) => ({ source: 'a', line })),
    );
  });
});
