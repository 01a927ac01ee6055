import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BufferPool, formatCrc32, requireFileSize, VerifiedFile } from '../../../src/io/index.ts';

const CONTENT = Buffer.from('0123456789abcdef');
const EXPECTED = { bytes: CONTENT.length, crc32: formatCrc32(crc32(CONTENT)) };

describe('VerifiedFile', () => {
  let folder: string;
  let path: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'verified-file-'));
    path = join(folder, 'file');
    await writeFile(path, CONTENT);
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  const partsOf = (expected: { bytes: number; crc32: string }, file = path) => {
    const verified = new VerifiedFile(file, expected, new BufferPool(8));
    try {
      return [verified.part(0, 7), verified.part(7, 14), verified.part(14, 16)].map((part) => {
        expect(part.crc32).toBe(formatCrc32(crc32(part.bytes)));
        return Buffer.from(part.bytes).toString();
      });
    } finally {
      verified.close();
    }
  };

  it('gives out the parts of a file that is what it must be', () => {
    const parts = partsOf(EXPECTED);

    expect(parts).toEqual(['0123456', '789abcd', 'ef']);
  });

  it('keeps the last part of a file whose content differs', () => {
    const verified = new VerifiedFile(path, { ...EXPECTED, crc32: 'AAAAAA==' }, new BufferPool(16));

    verified.part(0, 15);

    expect(() => verified.part(15, 16)).toThrow(
      expect.objectContaining({
        code: 'DATASET_CHANGED',
        path,
        message: expect.stringContaining('AAAAAA=='),
      }),
    );
    verified.close();
  });

  it('sees that a file has another size or is gone before it reads', () => {
    const other = { ...EXPECTED, bytes: 15 };
    const gone = join(folder, 'gone');

    expect(() => partsOf(other)).toThrow('it has 16 bytes, and the manifest says 15 bytes');
    expect(() => requireFileSize(path, other)).toThrow(
      expect.objectContaining({ code: 'DATASET_CHANGED' }),
    );
    expect(() => requireFileSize(gone, EXPECTED)).toThrow(
      expect.objectContaining({ code: 'DATASET_CHANGED', path: gone }),
    );
    expect(() => requireFileSize(path, EXPECTED)).not.toThrow();
  });

  it('sees that a file was cut while it is read', async () => {
    const short = join(folder, 'short');
    await writeFile(short, CONTENT);
    const verified = new VerifiedFile(short, EXPECTED, new BufferPool(16));
    await writeFile(short, '0123');

    expect(() => verified.part(0, 8)).toThrow('it has 4 bytes, and the manifest says 16 bytes');
    verified.close();
  });

  it('refuses to skip or repeat a part', () => {
    const verified = new VerifiedFile(path, EXPECTED, new BufferPool(16));
    verified.part(0, 4);

    expect(() => verified.part(0, 4)).toThrow(RangeError);
    expect(() => verified.part(5, 6)).toThrow(RangeError);
    verified.close();
  });
});

describe('BufferPool', () => {
  it('gives out again what was given back', () => {
    const pool = new BufferPool(8);
    const first = pool.take(5);
    pool.give(first.subarray(0, 5));

    const second = pool.take(8);

    expect(second.buffer).toBe(first.buffer);
    expect(second).toHaveLength(8);
    expect(pool.take(8).buffer).not.toBe(first.buffer);
  });

  it('makes a larger buffer where one is needed, and does not keep it', () => {
    const pool = new BufferPool(8);
    const large = pool.take(9);
    pool.give(large);

    expect(large).toHaveLength(9);
    expect(pool.take(8).buffer).not.toBe(large.buffer);
  });
});
