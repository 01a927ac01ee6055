import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repeatedKey } from '../../../src/builders/rows/repeated-key.ts';
import { bytesOf } from '../../support/read-rows.ts';

const found = (json: string) => repeatedKey(bytesOf(json), JSON.parse(json));

/** Keys and texts with all that could be taken for something else. */
const text = fc.oneof(
  fc.constantFrom('a', 'b', ':', '"', '\\', '\\":', '{"a":1}', '__proto__', ''),
  fc.string({ unit: 'binary' }),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(text, fc.integer(), fc.constant(null), fc.boolean()),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
}));

describe('repeatedKey()', () => {
  it('never finds a key in what a serializer wrote', () => {
    fc.assert(
      fc.property(value, fc.constantFrom(0, 2), (all, space) => {
        expect(found(JSON.stringify(all, null, space))).toBeUndefined();
      }),
    );
  });

  it('always finds one that was put in a second time', () => {
    fc.assert(
      fc.property(value, value, text, (first, second, key) => {
        const name = JSON.stringify(key);
        const [a, b] = [JSON.stringify(first), JSON.stringify(second)];

        expect(found(`[{"x y":{${name}:${a},"other":0,${name}:${b}}}]`)).toEqual({
          key,
          path: '[0]["x y"]',
        });
      }),
    );
  });

  it.each([
    ['{"a":1,"\\u0061":2}', { key: 'a', path: '' }],
    ['{"a":{"b":[{"c":1,"c":1}]}}', { key: 'c', path: 'a.b[0]' }],
    ['{"__proto__":1,"__proto__":2}', { key: '__proto__', path: '' }],
    ['[]', undefined],
    ['5', undefined],
  ])('finds in %s %j', (json, key) => {
    expect(found(json)).toEqual(key);
  });

  it('goes as deep as JSON.parse does', () => {
    const deep = `${'{"a":['.repeat(5000)}1${']}'.repeat(5000)}`;

    expect(found(deep)).toBeUndefined();
  });
});
