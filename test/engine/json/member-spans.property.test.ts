import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memberSpans } from '../../../src/engine/index.ts';

const spaces = fc.constantFrom('', ' ', '\t', ' \r ');

describe('memberSpans()', () => {
  it('always finds what JSON.parse finds under each key', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(2), (object, indent) => {
        const text = JSON.stringify(object, null, indent);

        const spans = memberSpans(Buffer.from(text));

        const parsed = [...spans].map(([key, span]) => [
          key,
          JSON.parse(Buffer.from(span).toString()),
        ]);
        expect(parsed).toEqual(Object.entries(JSON.parse(text) as object));
      }),
    );
  });

  it('always gives the bytes of a value as they stand, whatever the space around them', () => {
    const raw = fc.constantFrom(
      '123456789012345678901234567890',
      '1.50e+2',
      '"\\u0041\\"}"',
      '{"b":[1, {"c":"]"}]}',
      'null',
    );
    fc.assert(
      fc.property(raw, raw, spaces, spaces, (first, second, before, after) => {
        const text = `${before}{${after}"a"${before}:${after}${first}${before},"modelInput":${second}${after}}${before}`;

        const spans = memberSpans(Buffer.from(text));

        expect(Buffer.from(spans.get('a') ?? '').toString()).toBe(first);
        expect(Buffer.from(spans.get('modelInput') ?? '').toString()).toBe(second);
      }),
    );
  });

  it('takes the last of two equal keys, also where one is escaped', () => {
    const spans = memberSpans(Buffer.from('{"a":1,"\\u0061":2}'));

    expect(Buffer.from(spans.get('a') ?? '').toString()).toBe('2');
  });
});
