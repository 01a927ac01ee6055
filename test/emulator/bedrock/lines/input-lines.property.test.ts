import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LineCutter,
  LineTooLongError,
  readLines,
} from '../../../../src/emulator/bedrock/lines/input-lines.ts';

async function* pieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const size of sizes) {
    yield bytes.slice(start, start + size);
    start += size;
  }
  yield bytes.slice(start);
}

describe('readLines()', () => {
  it('always gives the same lines, wherever the bytes are cut', async () => {
    const text = fc
      .array(fc.constantFrom('a', 'é', '\r', '\n', '\n\n', '{"x":1}'))
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.integer({ min: 1, max: 5 })), async (source, sizes) => {
        const lines: string[] = [];
        for await (const batch of readLines(pieces(Buffer.from(source), sizes))) {
          for (const line of batch) lines.push(Buffer.from(line).toString());
        }

        const expected = source.split('\n');
        if (expected.at(-1) === '') expected.pop();
        expect(lines).toEqual(expected);
      }),
    );
  });
});

describe('LineCutter', () => {
  it('refuses a line that is too long before it is whole', () => {
    const cutter = new LineCutter(10);
    cutter.push(Buffer.from('12345678'));

    expect(() => cutter.push(Buffer.from('901'))).toThrow(LineTooLongError);
  });
});
