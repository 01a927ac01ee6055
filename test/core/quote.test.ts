import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  describeValue,
  printable,
  printableJson,
  printableLines,
  quote,
  shorten,
} from '../../src/core/index.ts';

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

  it('never gives a control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // oxlint-disable-next-line no-control-regex -- the point of the test
        expect(printable(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202e]/);
      }),
    );
  });
});

describe('printableLines()', () => {
  it('keeps line breaks and nothing else', () => {
    expect(printableLines('a\r\nb\tc')).toBe('a\\u000d\nb\\u0009c');
  });
});

describe('printableJson()', () => {
  it('says the same as JSON, with nothing raw in it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = printableJson({ value });

        expect(text.split('\n').every((line) => printable(line) === line)).toBe(true);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ value })));
      }),
    );
  });
});

describe('shorten()', () => {
  it('never cuts through a surrogate pair', () => {
    expect(shorten('ab😀cd', 4)).toBe('ab…');
  });

  it('never gives more than was asked for', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 1, max: 40 }),
        (text, longest) => {
          expect(shorten(text, longest).length).toBeLessThanOrEqual(longest);
        },
      ),
    );
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
