import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCrc32 } from '../../../src/io/index.ts';
import { isSamePart } from '../../../src/upload/parts/listed-part.ts';
import { partBytesOf, partCount, partSpan } from '../../../src/upload/parts/part-layout.ts';
import { MIN_PART_BYTES, partSize } from '../../../src/upload/parts/part-size.ts';

/** An object, the size of its parts, and which of them are on the server. */
const upload = fc
  .record({
    objectBytes: fc.integer({ min: 1, max: 50 * 1024 ** 4 }),
    asked: fc.integer({ min: MIN_PART_BYTES, max: 1024 ** 3 }),
    picks: fc.array(fc.nat(), { minLength: 1, maxLength: 20 }),
  })
  .map(({ objectBytes, asked, picks }) => {
    const partBytes = partSize(objectBytes, asked);
    const count = partCount(objectBytes, partBytes);
    const numbers = [...new Set(picks.map((pick) => 1 + (pick % count)))];
    const parts = numbers.map((number) => {
      const { from, to } = partSpan(number, objectBytes, partBytes);
      return { number, bytes: to - from };
    });
    return { objectBytes, partBytes, count, parts };
  });

describe('partSpan()', () => {
  it('cuts an object into parts without a gap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 500 }),
        (objectBytes, partBytes) => {
          const count = partCount(objectBytes, partBytes);
          let end = 0;
          for (let number = 1; number <= count; number += 1) {
            const { from, to } = partSpan(number, objectBytes, partBytes);
            expect(from).toBe(end);
            expect(to).toBeGreaterThan(from);
            end = to;
          }
          expect(end).toBe(objectBytes);
        },
      ),
    );
  });
});

describe('partBytesOf()', () => {
  it('finds a size in which every part that is there has its place', () => {
    fc.assert(
      fc.property(upload, ({ objectBytes, partBytes, parts }) => {
        const found = partBytesOf(parts, objectBytes, partBytes);

        expect(found).toBeDefined();
        for (const { number, bytes } of parts) {
          const { from, to } = partSpan(number, objectBytes, found ?? 0);
          expect(to - from).toBe(bytes);
        }
      }),
    );
  });

  it('finds the very size wherever one part is not the last', () => {
    fc.assert(
      fc.property(upload, fc.integer({ min: MIN_PART_BYTES }), (made, usual) => {
        fc.pre(made.parts.some(({ number }) => number < made.count));

        expect(partBytesOf(made.parts, made.objectBytes, usual)).toBe(made.partBytes);
      }),
    );
  });

  it('never finds a size in which a part has no place', () => {
    fc.assert(
      fc.property(upload, ({ objectBytes, partBytes, count, parts }) => {
        fc.pre(parts.some(({ number }) => number < count) && parts.length > 1);
        const [first, ...others] = parts as [(typeof parts)[0]];
        const wrong = [{ ...first, bytes: first.bytes + 1 }, ...others];

        const found = partBytesOf(wrong, objectBytes, partBytes);

        const fits = wrong.every(({ number, bytes }) => {
          const { from, to } = partSpan(number, objectBytes, found ?? 1);
          return to - from === bytes;
        });
        expect(found === undefined || fits).toBe(true);
      }),
    );
  });

  it.each([
    ['numbers behind the end', [{ number: 3, bytes: 6_000_000 }], 12_000_000],
    ['small parts before the last', [{ number: 1, bytes: 1_000 }], 12_000_000],
    ['empty parts', [{ number: 1, bytes: 0 }], 12_000_000],
    ['more than 10,000 parts', [{ number: 1, bytes: MIN_PART_BYTES }], 10_001 * MIN_PART_BYTES],
  ])('finds none for %s', (_, parts, objectBytes) => {
    expect(partBytesOf(parts, objectBytes, 8 * 1024 ** 2)).toBeUndefined();
  });
});

describe('isSamePart()', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 });

  it.each(['crc32', 'md5'])('tells a part by its %s, however it is read', (kind) => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.nat(), (content, cut, at) => {
        const part = {
          number: 1,
          bytes: content.length,
          etag: `"${createHash('md5').update(content).digest('hex')}"`,
          crc32: kind === 'crc32' ? formatCrc32(crc32(content)) : undefined,
        };
        const end = cut % content.length;
        const flipped = content.slice();
        flipped[at % content.length] = (flipped[at % content.length] ?? 0) ^ 1;

        expect(isSamePart(part, [content.subarray(0, end), content.subarray(end)])).toBe(true);
        expect(isSamePart(part, [flipped])).toBe(false);
        expect(isSamePart(part, [content, content])).toBe(false);
      }),
    );
  });

  it('does not believe an entity tag that is no MD5 of the bytes', () => {
    const part = { number: 1, bytes: 3, etag: '"0123-1"', crc32: undefined };

    expect(isSamePart(part, [Buffer.from('abc')])).toBe(false);
  });
});
