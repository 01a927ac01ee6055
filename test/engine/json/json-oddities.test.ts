import { describe, expect, it } from 'vitest';
import type { PathStep } from '../../../src/core/index.ts';
import { JsonOddities } from '../../../src/engine/index.ts';
import { type OddityKind } from '../../../src/engine/json/json-oddities.ts';

/** What is found in a text: kind, path, and the text it stands for. */
function found(text: string): [OddityKind, readonly PathStep[], string][] {
  const seen: [OddityKind, readonly PathStep[], string][] = [];
  const json = new JsonOddities(({ kind, start, end }) => {
    seen.push([kind, json.path, text.slice(start, end)]);
  });
  json.scan(text);
  return seen;
}

describe('JsonOddities', () => {
  it.each([
    '7',
    '-0',
    '"\\ud83d\\ude00"',
    '"\\\\ud800"',
    '"\\uD7FF\\uE000\\u0001"',
    '{"a":[{},{"a":1},{"a":2}],"b":{"a":{"a":3}},"A":0}',
    '{"__proto__":1,"constructor":2}',
    '{"a":"\\"a\\":\\"","b":"1e400"}',
    ' [true, false, null, "true"] \r',
    '[[[]],[],{}]',
    '{"":1," ":2}',
  ])('finds nothing in %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('finds a key that is used again, however it is written', () => {
    expect(found('{"a":{"b":1,"c":{"b":2},"\\u0062":3,"b":4}}')).toEqual([
      ['duplicate-key', ['a', 'b'], '"\\u0062"'],
      ['duplicate-key', ['a', 'b'], '"b"'],
    ]);
  });

  it('names the place where a key stood first', () => {
    const places: unknown[] = [];
    const text = '{ "b":1, "a":2, "a":3, "a":4 }';
    new JsonOddities(({ start, first }) => places.push([start, first])).scan(text);

    expect(places).toEqual([
      [16, 9],
      [23, 9],
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString', ''])('finds the key "%s" twice', (key) => {
    expect(found(`[{"${key}":1,"${key}":1}]`)).toEqual([['duplicate-key', [0, key], `"${key}"`]]);
  });

  it.each([
    ['"\\ud83d"', ['\\ud83d']],
    ['"\\uDE00"', ['\\uDE00']],
    ['"\\ud83d\\ud83d\\ude00\\ude00"', ['\\ud83d', '\\ude00']],
    ['"\\ud83dx\\ude00"', ['\\ud83d', '\\ude00']],
    ['"\\ud83d\\n\\ude00"', ['\\ud83d', '\\ude00']],
    ['"\\\\\\ud83d"', ['\\ud83d']],
    ['"\\ud83d\\\\ude00"', ['\\ud83d']],
  ])('finds the half pairs of %s', (text, halves) => {
    expect(found(text)).toEqual(halves.map((half) => ['lone-surrogate', [], half]));
  });

  it('finds half pairs and NUL in keys and values, in their order', () => {
    expect(found('{"a\\ud800":["x",{"b":"\\u0000\\ud800"}],"\\u0000":1}')).toEqual([
      ['lone-surrogate', ['a\ud800'], '\\ud800'],
      ['nul-escape', ['a\ud800', 1, 'b'], '\\u0000'],
      ['lone-surrogate', ['a\ud800', 1, 'b'], '\\ud800'],
      ['nul-escape', ['\0'], '\\u0000'],
    ]);
  });

  it('finds numbers that a double does not keep', () => {
    expect(found('[0.1,{"n":[-12345678901234567890,1e400]},1E5,123456789012345678]')).toEqual([
      ['changed-number', [1, 'n', 0], '-12345678901234567890'],
      ['changed-number', [1, 'n', 1], '1e400'],
      ['changed-number', [3], '123456789012345678'],
    ]);
  });

  it('finds line separators in strings and carriage returns between values', () => {
    expect(found('{"a\u2029":"b\u2028\u2028",\r"c":\r1}\r\r')).toEqual([
      ['line-separator', ['a\u2029'], '\u2029'],
      ['line-separator', ['a\u2029'], '\u2028'],
      ['line-separator', ['a\u2029'], '\u2028'],
      ['carriage-return', ['a\u2029'], '\r'],
      ['carriage-return', ['c'], '\r'],
      ['carriage-return', [], '\r'],
    ]);
  });

  it('counts how deep the text is, and does not recurse', () => {
    const json = new JsonOddities(() => {});

    expect(json.scan('1')).toBe(0);
    expect(json.scan('[[],{"a":[1]},[]]')).toBe(3);
    expect(json.scan('['.repeat(100_000) + ']'.repeat(100_000))).toBe(100_000);
  });

  it.each([
    ['keys', `{${Array.from({ length: 100_000 }, (_, index) => `"k${index}":0`).join(',')}}`, 0],
    ['equal keys', `{${Array.from({ length: 100_000 }, () => '"k":0').join(',')}}`, 99_999],
    ['half pairs', `"${'\\ud800'.repeat(100_000)}"`, 100_000],
    ['separators', `"${'\u2028'.repeat(100_000)}"`, 100_000],
    ['quotes', `"${'\\"'.repeat(100_000)}"`, 0],
    ['strings', `[${Array.from({ length: 100_000 }, () => '"\\n"').join(',')}]`, 0],
  ])('takes 100,000 %s in linear time', (_what, text, count) => {
    let seen = 0;
    new JsonOddities(() => {
      seen += 1;
    }).scan(text);

    expect(seen).toBe(count);
  });
});
