import { describe, expect, it } from 'vitest';
import {
  describeValue,
  printable,
  printableLines,
  quote,
  shorten,
} from '../../../src/core/index.ts';

describe('printable()', () => {
  it('escapes what steers a terminal or hides text', () => {
    expect(printable('a\u001b[31mb\u202ec\n')).toBe('a\\u001b[31mb\\u202ec\\u000a');
  });

  it('escapes unpaired surrogates and keeps pairs', () => {
    expect(printable('\ud83d😀\ude00')).toBe('\\ud83d😀\\ude00');
  });

  it('escapes tags, which nobody sees, by both of their units', () => {
    expect(printable('a\u{e0041}b')).toBe('a\\udb40\\udc41b');
  });
});

describe('printableLines()', () => {
  it('keeps line breaks and nothing else', () => {
    expect(printableLines('a\r\nb\tc')).toBe('a\\u000d\nb\\u0009c');
  });
});

describe('shorten()', () => {
  it('never cuts through a surrogate pair', () => {
    expect(shorten('ab😀cd', 4)).toBe('ab…');
  });
});

describe('quote()', () => {
  it('quotes and escapes quotes', () => {
    expect(quote('say "no"')).toBe('"say \\"no\\""');
  });
});

describe('describeValue()', () => {
  it.each([
    [null, 'null'],
    [[1, 2], 'an array of 2'],
    [{ a: 1 }, 'an object'],
    [true, 'true'],
    ['x', '"x"'],
    [undefined, 'nothing'],
  ])('names %j', (value, name) => {
    expect(describeValue(value)).toBe(name);
  });
});
