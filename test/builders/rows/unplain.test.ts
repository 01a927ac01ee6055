import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { unplainIn } from '../../../src/builders/rows/unplain.ts';

const strict = { takesBigInt: true, takesInstances: false };
const lenient = { takesBigInt: false, takesInstances: true };

/** As DuckDB's client has decimals. */
class Decimal {
  readonly width = 4;
  readonly scale = 2;
  readonly value = 150;
  toString(): string {
    return '1.50';
  }
}
class Address {
  readonly city = 'Rome';
}
class Money {
  readonly #cents = 150;
  toJSON(): string {
    return String(this.#cents / 100);
  }
}
class Hidden {
  readonly #value = 1;
  get value(): number {
    return this.#value;
  }
}

describe('unplainIn()', () => {
  it.each<[string, unknown, string]>([
    ['NaN', Number.NaN, 'NaN'],
    ['minus infinity', -Infinity, '-Infinity'],
    ['a date that is none', new Date('x'), 'an invalid Date'],
    ['a map', new Map([['a', 1]]), 'an instance of "Map"'],
    ['a set', new Set([1]), 'an instance of "Set"'],
    ['bytes', Buffer.from('a'), 'an instance of "Buffer"'],
    ['numbers of one type', Float32Array.of(1), 'an instance of "Float32Array"'],
    ['bytes without a view', new ArrayBuffer(2), 'an instance of "ArrayBuffer"'],
    ['a promise', Promise.resolve(1), 'an instance of "Promise"'],
    ['an error', new Error('x'), 'an instance of "Error"'],
    ['a pattern', /x/, 'an instance of "RegExp"'],
    ['a function', () => 1, 'a function'],
    ['a symbol', Symbol('x'), 'a symbol'],
    ['a boxed NaN', Object(Number.NaN), 'NaN'],
    ['an instance that says itself as text', new Decimal(), 'an instance of "Decimal"'],
    ['an instance without fields', new Hidden(), 'an instance of "Hidden"'],
    ['what a toJSON() gives', { toJSON: () => Number.NaN }, 'NaN'],
    [
      'a name that steers a terminal',
      new (class {
        static readonly name = '\u001b[2J';
      })(),
      'an instance of "\\u001b[2J"',
    ],
  ])('finds %s', (_, value, what) => {
    for (const rules of [strict, lenient]) {
      expect(unplainIn({ a: [1, value] }, rules)).toEqual({ path: ['a', 1], what });
    }
  });

  it.each<[string, unknown]>([
    ['a date', new Date(0)],
    ['an instance with a toJSON()', new Money()],
    ['a URL', new URL('https://example.com')],
    ['a boxed text', Object('x')],
    ['a member that is undefined', { a: undefined }],
    ['an object without a prototype', Object.assign(Object.create(null), { a: 1 })],
    ['an object of another realm', runInNewContext('({ a: [1] })')],
    ['minus zero', -0],
  ])('takes %s', (_, value) => {
    expect(unplainIn([value], strict)).toBeUndefined();
    expect(unplainIn([value], lenient)).toBeUndefined();
  });

  it('takes big integers and instances with fields where it is told to', () => {
    expect(unplainIn(1n, strict)).toBeUndefined();
    expect(unplainIn([1n], lenient)).toEqual({ path: [0], what: 'a BigInt' });
    expect(unplainIn(new Address(), lenient)).toBeUndefined();
    expect(unplainIn(new Address(), strict)?.what).toBe('an instance of "Address"');
    expect(unplainIn(Object.assign(new Address(), { at: Number.NaN }), lenient)?.path).toEqual([
      'at',
    ]);
  });

  it('finds undefined in a list, also where nothing was ever set', () => {
    expect(unplainIn([undefined], strict)).toEqual({ path: [0], what: 'undefined' });
    expect(unplainIn(Array(2), strict)).toEqual({ path: [0], what: 'undefined' });
  });

  it('throws at a circle', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;

    expect(() => unplainIn(circle, strict)).toThrow(RangeError);
  });
});
