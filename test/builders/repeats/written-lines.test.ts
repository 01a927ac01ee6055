import { describe, expect, it } from 'vitest';
import { WrittenLines } from '../../../src/builders/repeats/written-lines.ts';

const GIGABYTE = 1e9;

describe('WrittenLines', () => {
  it('knows where lines begin and end behind 4 GiB', () => {
    const reads: (readonly [number, number])[] = [];
    const lines = new WrittenLines((into, position) => {
      reads.push([position, into.length]);
      into.fill(7);
    });
    for (let block = 0; block < 6; block += 1) {
      const ends = Uint32Array.of(GIGABYTE, 3 * GIGABYTE);
      lines.add({ bytes: new Uint8Array(), ends, count: 2 });
    }
    const sevens = Buffer.alloc(10, 7);

    for (const record of [1, 2, 3, 4, 11, 12]) {
      expect(lines.endsWith(record, sevens, [2, 5])).toBe(true);
      expect(lines.endsWith(record, Buffer.alloc(10, 8), [2, 5])).toBe(false);
    }
    expect(lines.count).toBe(12);
    // what was read last is not read again
    expect(reads).toEqual([1, 3, 4, 6, 16, 18].map((end) => [end * GIGABYTE - 3, 3]));
  });

  it('reads a line again that another one has taken the place of, or that is long', () => {
    const bytes = Buffer.from(Array.from({ length: 1025 }, (_, index) => `${index % 10}`).join(''));
    const reads: number[] = [];
    const lines = new WrittenLines((into, position) => {
      reads.push(position);
      bytes.copy(into, 0, position, position + into.length);
    });
    const ends = Uint32Array.from({ length: 1025 }, (_, index) => index + 1);
    lines.add({ bytes, ends, count: 1025 });

    for (const record of [1, 513, 1, 513, 513]) {
      const digit = Buffer.from(`${(record - 1) % 10}`);
      expect(lines.endsWith(record, digit, [0, 1])).toBe(true);
      expect(lines.endsWith(record, Buffer.from('x'), [0, 1])).toBe(false);
    }
    expect(reads).toEqual([0, 512, 0, 512]);
  });

  it('takes no line for one that is longer', () => {
    const lines = new WrittenLines(() => {});
    lines.add({ bytes: new Uint8Array(), ends: Uint32Array.of(3, 6), count: 2 });

    expect(lines.endsWith(1, Buffer.from('aaaa'), [0, 4])).toBe(false);
  });
});
