import { describe, expect, it } from 'vitest';
import { keySpan } from '../../../src/validators/record/key-span.ts';

function marked(line: string, value: string, key: string): string | undefined {
  const bytes = Buffer.from(line);
  const start = bytes.indexOf(value);
  const span = keySpan(bytes, { start, end: start + 1 }, key);
  return span && bytes.subarray(span.start, span.end).toString();
}

describe('keySpan()', () => {
  it.each([
    ['{"a":1}', 'a', '"a"'],
    ['{"x": 0, "a\tb"\t : 1}'.replace('\t', '\\t'), 'a\tb', '"a\\tb"'],
    ['{"größe" : 1}', 'größe', '"größe"'],
    ['{"say \\"hi\\"": 1}', 'say "hi"', '"say \\"hi\\""'],
  ])('finds the key of %s', (line, key, expected) => {
    expect(marked(line, '1', key)).toBe(expected);
  });

  it.each([
    ['a key that is written with escapes it needs not', '{"\\u0061":1}', 'a'],
    ['an element of an array', '["a",1]', 'a'],
    ['another key', '{"b":1}', 'a'],
  ])('finds none for %s', (_name, line, key) => {
    expect(marked(line, '1', key)).toBeUndefined();
  });
});
