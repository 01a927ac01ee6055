import { describe, expect, it } from 'vitest';
import { ACCEPTED } from '../../../src/engine/index.ts';
import type { AcceptedNode } from '../../../src/engine/lines/accepted-shape.ts';
import { isAccepted, judged, simdEngine } from '../../support/simd-lines.ts';

const anyText = { kind: 'string', min: 0, max: Number.POSITIVE_INFINITY } as const;

function engineOf(...nodes: readonly AcceptedNode[]) {
  const members = [{ key: 'value', node: 1, required: true }];
  const root = { kind: 'object', members, otherKeys: 'refused' } as const;
  return simdEngine({ modelInput: { nodes: [root, ...nodes] }, recordBytes: 10_000 });
}

function lineOf(value: string): string {
  return `{"recordId":"r","modelInput":{"value":${value}}}`;
}

describe('a text that must not be blank', () => {
  const engine = engineOf({ ...anyText, refuses: 'blank' });

  it.each([
    '"a"',
    '"Hello"',
    '"  \\n\\t\\r\\u000b x"',
    '"日本"',
    '"こんにちは"',
    '"\\u65e5\\u672c"',
    '"\\ud83d\\ude00"',
    '"😀"',
    '"é"',
    '"…"',
    '"“"',
    '"—"',
    '"、"',
    '"\u3000日"',
    '"\ufeff\u00a0\u2003x"',
    '"\\""',
    '"\\\\"',
    '"\\/"',
    '"\u200b"',
    '"\\\\n"',
  ])('accepts %s', (text) => {
    expect(isAccepted(engine, lineOf(text))).toBe(true);
  });

  it.each([
    '""',
    '" "',
    '"       "',
    '"\\n\\r\\t\\f\\b"',
    '"\\u0020\\u00a0\\u3000"',
    '"\\u2028"',
    '"\u0085"',
    '"\u00a0"',
    '"\u1680"',
    '"\u2000\u200a\u202f\u205f"',
    '"\u3000"',
    '"\ufeff"',
    '" \u3000\\n"',
  ])('looks closer at %s', (text) => {
    expect(isAccepted(engine, lineOf(text))).toBe(false);
  });

  it('asks the same of lines that look like the one before', () => {
    const texts = ['"a"', '"b"', '" "', '"c"', '"\u3000"', '"\u3000d"', '""', '"e"'];
    const bytes = Buffer.from(texts.map((text) => `${lineOf(text)}\n`).join(''));

    const said = judged(engine, [bytes]).map(({ verdict }) => verdict === ACCEPTED);

    expect(said).toEqual([true, true, false, true, false, true, false, true]);
  });
});

describe('a text that must not end in white space', () => {
  const engine = engineOf({ ...anyText, refuses: 'blankEnd' });

  it.each([
    '""',
    '"a"',
    '" \\n a"',
    '"日本"',
    '"\\u65e5\\u3002"',
    '"ok 😀"',
    '"\\""',
    '"a\\\\"',
    '"tab"',
  ])('accepts %s', (text) => {
    expect(isAccepted(engine, lineOf(text))).toBe(true);
  });

  it.each([
    '" "',
    '"a "',
    '"a\\n"',
    '"a\\t"',
    '"a\\u0020"',
    '"a\\u3000"',
    '"a\u3000"',
    '"日\u00a0"',
    '"日\ufeff"',
  ])('looks closer at %s', (text) => {
    expect(isAccepted(engine, lineOf(text))).toBe(false);
  });
});

describe('base64 text that must begin as something', () => {
  const begins = ['89504e470d0a1a0a', 'ffd8ff', '474946383961', '52494646????????57454250'];
  const engine = engineOf({ kind: 'base64', begins });
  const accepts = (bytes: string, of = engine) =>
    isAccepted(of, lineOf(`"${Buffer.from(bytes, 'hex').toString('base64')}"`));

  it.each([
    '89504e470d0a1a0a',
    '89504e470d0a1a0a0000000d49484452ff',
    'ffd8ff',
    'ffd8ffe0',
    'ffd8ffe000104a46494600010101',
    '474946383961',
    '524946460102030457454250',
    '5249464600000000574542505650382000',
  ])('accepts the bytes %s', (bytes) => {
    expect(accepts(bytes)).toBe(true);
  });

  it.each([
    '',
    'ff',
    'ffd8',
    'ffd8fe',
    '89504e470d0a1a0b',
    '89504e470d0a1a',
    '474946383761',
    '52494646010203045745425f',
    '5249464601020304574542',
    '255044462d312e37',
  ])('looks closer at the bytes %s', (bytes) => {
    expect(accepts(bytes)).toBe(false);
  });

  it('can ask for a byte, whichever it is, and for zeros that padding is not taken for', () => {
    const some = engineOf({ kind: 'base64', begins: ['??'] });
    const zeros = engineOf({ kind: 'base64', begins: ['410000'] });

    expect(['', '00', 'ffff'].map((bytes) => accepts(bytes, some))).toEqual([false, true, true]);
    expect(['41', '4100', '410000'].map((bytes) => accepts(bytes, zeros))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('refuses what begins well and is no base64, and what is written with escapes', () => {
    expect(isAccepted(engine, lineOf('"/9j/é"'))).toBe(false);
    expect(isAccepted(engine, lineOf('"/9j/Q"'))).toBe(false);
    expect(isAccepted(engine, lineOf('"\\/9j\\/"'))).toBe(false);
  });

  it('has no room for more than twelve bytes', () => {
    expect(() => engineOf({ kind: 'base64', begins: ['00'.repeat(13)] })).toThrow('too large');
  });
});

describe('a list that has another last element', () => {
  const text = { ...anyText, max: 3 } as const;
  const number = { kind: 'number', int: true, min: 0, max: 9 } as const;
  const word = { kind: 'literal', values: [true] } as const;
  const list = engineOf({ kind: 'array', element: 2, last: 3, min: 0, max: 3 }, text, number);
  const closed = engineOf({ kind: 'tuple', items: [2, 2, 2], required: 1, last: 3 }, text, number);
  const open = engineOf(
    { kind: 'tuple', items: [2], required: 1, rest: 4, last: 3 },
    text,
    number,
    word,
  );

  it.each([
    ['[]', true, false, false],
    ['[1]', true, false, false],
    ['["a"]', false, true, true],
    ['["a",1]', true, true, true],
    ['["a","b"]', false, false, false],
    ['["a","b",1]', true, true, false],
    ['["a",true,1]', false, false, true],
    ['["a",true,true,true,1]', false, false, true],
    ['["a",true,1,true]', false, false, false],
    ['["a","b","c",1]', false, false, false],
    ['[1,1]', false, false, false],
  ])(
    'says of %s whether an array takes it: %s; a tuple: %s; one with a rest: %s',
    (value, ...takes) => {
      expect([list, closed, open].map((engine) => isAccepted(engine, lineOf(value)))).toEqual(
        takes,
      );
    },
  );

  it('asks the elements that are containers too, however deep', () => {
    const rows = engineOf(
      { kind: 'array', element: 2, last: 3, min: 0, max: 9 },
      { kind: 'array', element: 4, min: 0, max: 9 },
      { kind: 'array', element: 5, min: 0, max: 9 },
      text,
      number,
    );

    expect(isAccepted(rows, lineOf('[["a"],["b"],[1]]'))).toBe(true);
    expect(isAccepted(rows, lineOf('[["a"],["b"],["c"]]'))).toBe(false);
    expect(isAccepted(rows, lineOf('[["a"],[1],[1]]'))).toBe(false);
  });
});
