import type { BodySlice } from '../../../io/index.ts';
import type { ByteRange } from './object-store.ts';

/** The slices that hold a range of the bytes of all slices one after the other. */
export function sliceRange(slices: readonly BodySlice[], range: ByteRange): BodySlice[] {
  const found: BodySlice[] = [];
  let position = 0;
  for (const slice of slices) {
    const first = Math.max(range.start - position, 0);
    const last = Math.min(range.end - position, slice.bytes - 1);
    if (first <= last) {
      found.push({ file: slice.file, start: slice.start + first, bytes: last - first + 1 });
    }
    position += slice.bytes;
  }
  return found;
}
