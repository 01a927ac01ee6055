import type { ListedPart } from './listed-part.ts';
import { MAX_PARTS, MIN_PART_BYTES } from './part-size.ts';

/** Where a part begins, and how long it is. */
export interface PartSpan {
  readonly from: number;
  readonly to: number;
}

/** How many parts an object has. */
export function partCount(objectBytes: number, partBytes: number): number {
  return Math.ceil(objectBytes / partBytes);
}

/** Which bytes of an object a part holds, by its number from 1. */
export function partSpan(number: number, objectBytes: number, partBytes: number): PartSpan {
  const from = (number - 1) * partBytes;
  return { from, to: Math.min(from + partBytes, objectBytes) };
}

/** Tells whether parts lie as ours do, of an object whose size is not known: all of one size, only the last may be smaller. */
export function isOurLayout(parts: readonly Pick<ListedPart, 'number' | 'bytes'>[]): boolean {
  const last = parts.reduce((most, { number }) => Math.max(most, number), 0);
  const sizes = new Set(parts.filter(({ number }) => number < last).map(({ bytes }) => bytes));
  const [size = Number.POSITIVE_INFINITY] = sizes;
  return (
    sizes.size <= 1 &&
    size >= MIN_PART_BYTES &&
    parts.every(({ bytes }) => bytes > 0 && bytes <= size)
  );
}

/**
 * Finds the size of the parts that an object was cut into, from some of them: all have one size, only the last may be
 * smaller. Undefined where they cannot be parts of such an upload.
 *
 * @param parts Some parts, in any order, not none.
 * @param objectBytes Size of the object.
 * @param usual The size to believe where only the last part is there.
 */
export function partBytesOf(
  parts: readonly Pick<ListedPart, 'number' | 'bytes'>[],
  objectBytes: number,
  usual: number,
): number | undefined {
  const largest = parts.reduce((most, { bytes }) => Math.max(most, bytes), 0);
  return [largest, usual].find(
    (size) =>
      size >= MIN_PART_BYTES &&
      partCount(objectBytes, size) <= MAX_PARTS &&
      parts.every(({ number, bytes }) => {
        const { from, to } = partSpan(number, objectBytes, size);
        return bytes > 0 && to - from === bytes;
      }),
  );
}
