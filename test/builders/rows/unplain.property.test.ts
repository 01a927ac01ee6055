import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlainRules, unplainIn } from '../../../src/builders/rows/unplain.ts';

const strict: PlainRules = { takesBigInt: false, takesInstances: false };

/** Puts a value at a random place of a JSON value, and gives the path to it. */
const withFlaw = fc.letrec<{ node: { value: unknown; path: (string | number)[] } }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc
      .constantFrom<unknown>(Number.NaN, -Infinity, new Map(), new Set([1]), Symbol('x'), () => 1)
      .map((value) => ({ value, path: [] })),
    fc
      .tuple(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), tie('node'))
      .map(([others, key, { value, path }]) => ({
        value: { ...others, [key]: value },
        path: [key, ...path],
      })),
    fc.tuple(fc.array(fc.jsonValue()), tie('node')).map(([before, { value, path }]) => ({
      value: [...before, value],
      path: [before.length, ...path],
    })),
  ),
}));

describe('unplainIn()', () => {
  it('never finds anything in what JSON can say', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const withoutPrototypes: unknown = JSON.parse(JSON.stringify(value), (_, part: unknown) =>
          typeof part === 'object' && part !== null && !Array.isArray(part)
            ? Object.assign(Object.create(null), part)
            : part,
        );

        expect(unplainIn(value, strict)).toBeUndefined();
        expect(unplainIn(withoutPrototypes, strict)).toBeUndefined();
      }),
    );
  });

  it('always finds what JSON cannot say, and where', () => {
    fc.assert(
      fc.property(withFlaw.node, ({ value, path }) => {
        expect(unplainIn(value, strict)?.path).toEqual(path);
      }),
    );
  });
});
