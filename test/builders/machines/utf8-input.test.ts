import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Utf8Input } from '../../../src/builders/machines/utf8-input.ts';
import { cutAt, cuts } from '../../support/byte-chunks.ts';
import { bytesOf } from '../../support/read-rows.ts';

function read(pieces: readonly Uint8Array[]) {
  const input = new Utf8Input();
  const texts = pieces.map((piece) => input.take(piece));
  const offset = input.offset;
  input.finish();
  return { texts, offset, fault: input.fault };
}

const bytesOfAnyKind = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.string({ unit: 'binary' }).map(bytesOf),
  fc
    .array(
      fc.constantFrom(0x41, 0x80, 0xbf, 0xc3, 0xe0, 0xe2, 0xed, 0xa0, 0xf0, 0x9f, 0xf4, 0x90),
      { maxLength: 10 },
    )
    .map((bytes) => Uint8Array.from(bytes)),
);

describe('Utf8Input', () => {
  it('skips a byte order mark at the beginning only', () => {
    const { texts, offset } = read([
      Uint8Array.of(0xef),
      Uint8Array.of(0xbb, 0xbf, 0x61),
      bytesOf('\ufeff'),
    ]);

    expect(Buffer.concat(texts).toString()).toBe('a\ufeff');
    expect(offset).toBe(7);
  });

  it('says where the first byte is that is no UTF-8', () => {
    expect(read([Uint8Array.of(0xef, 0xbb, 0xbf, 0x61, 0xff)]).fault).toEqual({
      offset: 4,
      byte: 0xff,
    });
    expect(read([Uint8Array.of(0x61, 0xe2, 0x82)]).fault).toEqual({ offset: 1, byte: 0xe2 });
  });

  it('always gives whole characters, and all of them up to the first fault, whatever the pieces', () => {
    fc.assert(
      fc.property(bytesOfAnyKind, cuts, (bytes, places) => {
        const { texts, fault } = read(cutAt(bytes, places));
        const end = fault?.offset ?? bytes.length;
        const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

        expect(texts.every((text) => isUtf8(text))).toBe(true);
        expect(Buffer.concat(texts)).toEqual(Buffer.from(bytes.subarray(isMarked ? 3 : 0, end)));
        expect(fault === undefined).toBe(isUtf8(bytes));
      }),
      { numRuns: 1000 },
    );
  });
});
