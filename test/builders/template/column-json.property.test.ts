import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readColumnJson } from '../../../src/builders/template/column-json.ts';

describe('readColumnJson()', () => {
  it.each<[string | null, unknown]>([
    ['[{"role":"user"}]', [{ role: 'user' }]],
    [' 1.50 ', 1.5],
    ['0.1', 0.1],
    ['0.10000000000000000555', 0.1],
    ['9007199254740991', 9_007_199_254_740_991],
    ['100000000000000000000', 1e20],
    ['"12345678901234567891"', '12345678901234567891'],
    [null, null],
  ])('reads %j', (text, value) => {
    expect(readColumnJson(text)).toEqual({ value });
  });

  it.each([
    ['', 'nothing'],
    [' ', 'nothing'],
    ['look\u001b_up', 'text that is no JSON, "look\\u001b_up",'],
    [
      '{"id":12345678901234567891}',
      'the number "12345678901234567891", which JavaScript cannot hold,',
    ],
    ['[1e400]', 'the number "1e400", which JavaScript cannot hold,'],
  ])('refuses %j', (text, flaw) => {
    expect(readColumnJson(text)).toEqual({ flaw });
  });

  it('always gives back what JSON.stringify wrote', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);

        expect(readColumnJson(text)).toEqual({ value: JSON.parse(text) as unknown });
      }),
    );
  });
});
