import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecoderInput } from '../../../src/builders/encodings/decoder-input.ts';
import { Windows1252Input } from '../../../src/builders/encodings/windows-1252-input.ts';
import { cutAt, cuts } from '../../support/byte-chunks.ts';

const NAMES = [
  'utf-16le',
  'utf-16be',
  'shift_jis',
  'gb18030',
  'big5',
  'euc-kr',
  'euc-jp',
  'windows-1253',
];

/** Bytes that are often text of these encodings, and often not. */
const bytes = fc
  .array(
    fc.oneof(
      fc.constantFrom(0x0a, 0x20, 0x2c, 0x41, 0x00, 0x31, 0x81, 0x93, 0xd8, 0xdc, 0xe3, 0xff),
      fc.integer({ min: 0, max: 255 }),
    ),
    { maxLength: 40 },
  )
  .map((all) => Uint8Array.from(all));

function run(name: string, pieces: readonly Uint8Array[]) {
  const input = new DecoderInput(name);
  const texts = pieces.map((piece) => input.push(piece));
  const text = Buffer.concat([...texts, input.finish()]).toString('utf8');
  return { text, fault: input.fault };
}

/** Reads byte by byte how far whole characters go. */
function goodBytes(name: string, all: Uint8Array): number {
  let good = 0;
  for (let end = 1; end <= all.length; end += 1) {
    const decoder = new TextDecoder(name, { fatal: true });
    try {
      decoder.decode(all.subarray(0, end), { stream: true });
      good = isWhole(name, all.subarray(0, end)) ? end : good;
    } catch {
      return good;
    }
  }
  return good;
}

function isWhole(name: string, all: Uint8Array): boolean {
  try {
    new TextDecoder(name, { fatal: true }).decode(all);
    return true;
  } catch {
    return false;
  }
}

describe('DecoderInput', () => {
  it('always gives what a decoder gives of the whole, and the place of the first fault, whatever the pieces', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), bytes, cuts, (name, all, places) => {
        const { text, fault } = run(name, cutAt(all, places));
        const good = goodBytes(name, all);

        expect(text).toBe(new TextDecoder(name).decode(all.subarray(0, good)));
        expect(fault).toEqual(good === all.length ? undefined : { offset: good, byte: all[good] });
      }),
      { numRuns: 3000 },
    );
  });

  it('always reads UTF-16 as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), cuts, (text, places) => {
        const written = Buffer.from(text, 'utf16le');
        fc.pre(!text.startsWith('\ufeff'));

        expect(run('utf-16le', cutAt(written, places))).toEqual({ text, fault: undefined });
      }),
    );
  });
});

describe('Windows1252Input', () => {
  it('always has a character for a byte, and those of ASCII and the upper half as they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ max: 255 }), (all) => {
        const text = Buffer.from(new Windows1252Input().push(all)).toString('utf8');

        expect(text).toHaveLength(all.length);
        for (const [index, byte] of all.entries())
          if (byte < 0x80 || byte > 0x9f) expect(text.charCodeAt(index)).toBe(byte);
      }),
    );
  });
});
