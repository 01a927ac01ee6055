import fc from 'fast-check';

/** Cuts bytes at the given places, each taken modulo the length; empty pieces are part of it. */
export function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const cuts = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort(
    (a, b) => a - b,
  );
  let from = 0;
  return cuts.map((to) => {
    const piece = bytes.slice(from, to);
    from = to;
    return piece;
  });
}

/** Places to cut bytes at, for {@link cutAt}. */
export const cuts: fc.Arbitrary<readonly number[]> = fc.array(fc.nat(), { maxLength: 12 });
