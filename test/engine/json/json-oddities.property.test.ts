import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PathStep } from '../../../src/core/index.ts';
import { JsonOddities } from '../../../src/engine/index.ts';
import { type OddityKind } from '../../../src/engine/json/json-oddities.ts';

/** Odd texts with their kind, and what is marked of each. */
const PLANTS: readonly (readonly [OddityKind, string, string])[] = [
  ['lone-surrogate', '"x\\n\\ud83d"', '\\ud83d'],
  ['lone-surrogate', '"\\uDE00\\u00e9"', '\\uDE00'],
  ['nul-escape', '"\\\\\\u0000"', '\\u0000'],
  ['changed-number', '-0.12345678901234567890', '-0.12345678901234567890'],
  ['line-separator', '"a\u2028"', '\u2028'],
];

const withoutSeparators = (text: string) => text.replaceAll(/[\u2028\u2029]/g, ' ');
const value = fc
  .jsonValue({ maxDepth: 2, stringUnit: 'grapheme' })
  .map((any): unknown => JSON.parse(withoutSeparators(JSON.stringify(any))));

const values = fc.array(value, { maxLength: 3 });

/** Puts a text at a key or an index, with other values around it. */
const wraps = fc
  .record({
    before: values,
    after: values,
    key: fc.option(fc.string({ unit: 'grapheme' }).map(withoutSeparators)),
  })
  .map(({ before, after, key }) => {
    const other = (name: string) => (any: unknown, index: number) =>
      (key === null ? '' : `${JSON.stringify(`${key} ${name} ${index}`)}: `) + JSON.stringify(any);
    const wrap = (text: string) => {
      const own = key === null ? text : `${JSON.stringify(key)}: ${text}`;
      const all = [...before.map(other('before')), own, ...after.map(other('after'))].join(', ');
      return key === null ? `[${all}]` : `{${all}}`;
    };
    const step: PathStep = key ?? before.length;
    return { step, wrap };
  });

describe('JsonOddities', () => {
  it('never finds anything in what JavaScript writes of well-formed texts', () => {
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2), (any, space) => {
        const found = new JsonOddities(({ kind }) => expect.fail(kind));

        expect(found.scan(JSON.stringify(any, null, space))).toBe(depthOf(any));
      }),
    );
  });

  it('always finds what is odd, at its path and its place, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PLANTS),
        fc.array(wraps, { maxLength: 5 }),
        ([kind, plant, marked], around) => {
          const text = around.reduceRight((inner, { wrap }) => wrap(inner), plant);
          const seen: unknown[] = [];
          const json = new JsonOddities((oddity) => {
            seen.push([oddity.kind, text.slice(oddity.start, oddity.end), json.path]);
          });

          json.scan(text);

          expect(seen).toEqual([[kind, marked, around.map(({ step }) => step)]]);
        },
      ),
    );
  });

  it('always finds a key that JSON.parse drops', () => {
    const objects = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c', '\\u0061', '__proto__'), fc.nat(9)),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(objects, (members) => {
        const text = `{${members.map(([key, number]) => `"${key}":${number}`).join(',')}}`;
        let found = 0;

        new JsonOddities(() => {
          found += 1;
        }).scan(text);

        expect(found).toBe(members.length - Object.keys(JSON.parse(text)).length);
      }),
    );
  });
});

function depthOf(any: unknown): number {
  if (typeof any !== 'object' || any === null) return 0;
  return 1 + Math.max(0, ...Object.values(any).map(depthOf));
}
