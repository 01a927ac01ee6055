import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OneByteJson } from '../../../src/engine/index.ts';

/** Whether each unit is one byte. */
const isLatin1 = (given: string) => Buffer.from(given, 'latin1').toString('latin1') === given;

/** Text with some characters of each length that UTF-8 has. */
const text = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.string({ minLength: 20, maxLength: 200 }) },
    fc.constantFrom('é', '–', '\u2028', '😀', '\u07ff', '\uffff', '\u{10ffff}', '文'),
  ),
);

function textOf(value: unknown): string {
  return new OneByteJson().textOf(Buffer.from(JSON.stringify(value)));
}

describe('OneByteJson', () => {
  it('always gives text that means what the line means, wherever the line stands in memory', () => {
    const json = new OneByteJson();
    fc.assert(
      fc.property(
        fc.dictionary(
          text.map((parts) => parts.join('')),
          text,
        ),
        fc.nat(7),
        (value, at) => {
          const line = Buffer.from(JSON.stringify(value));
          const memory = Buffer.alloc(line.length + 16, 0xff);
          line.copy(memory, at);

          const given = json.textOf(memory.subarray(at, at + line.length));

          expect(JSON.parse(given)).toEqual(value);
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    ['é', true],
    ['–', true],
    ['a😀b', true],
    ['文'.repeat(500), false],
  ])('escapes few characters of a line, not many: %s', (odd, isOneByte) => {
    expect(isLatin1(textOf({ a: 'x'.repeat(300) + odd }))).toBe(isOneByte);
  });

  it('takes lines longer than its scratch', () => {
    const value = { a: `é${'x'.repeat(300_000)}é` };

    expect(JSON.parse(textOf(value))).toEqual(value);
  });
});
