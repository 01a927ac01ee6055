import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, formatPath } from '../../src/core/index.ts';

describe('canonicalJson()', () => {
  it('sorts keys and leaves out what is undefined', () => {
    expect(canonicalJson({ b: 1, a: [undefined, { d: 1, c: undefined }] })).toBe(
      '{"a":[null,{"d":1}],"b":1}',
    );
  });

  it('always says what JSON.stringify says, but for the order', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('formatPath()', () => {
  it('writes keys, indices and odd keys', () => {
    expect(formatPath(['messages', 0, 'content', 'a b', '__proto__'])).toBe(
      'messages[0].content["a b"].__proto__',
    );
  });
});
