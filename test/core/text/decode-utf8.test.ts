import { describe, expect, it } from 'vitest';
import { decodeUtf8, decodeUtf8Pieces } from '../../../src/core/index.ts';

const GRIN = Uint8Array.of(0xf0, 0x9f, 0x98, 0x80);

describe('decodeUtf8()', () => {
  it('reads the part of a buffer that the bytes are', () => {
    const around = Uint8Array.of(0x61, ...GRIN, 0x62);

    expect(decodeUtf8(around.subarray(1, 5))).toBe('😀');
  });

  it('puts U+FFFD where there is no UTF-8', () => {
    expect(decodeUtf8(Uint8Array.of(0x61, 0xff))).toBe('a\ufffd');
  });
});

describe('decodeUtf8Pieces()', () => {
  it('joins a character that was cut', () => {
    expect(decodeUtf8Pieces([GRIN.subarray(0, 1), GRIN.subarray(1, 3), GRIN.subarray(3)])).toBe(
      '😀',
    );
  });

  it('gives nothing for no pieces', () => {
    expect(decodeUtf8Pieces([])).toBe('');
  });
});
