import type { FuzzInput } from './draw-input.ts';

/** Questions that may be asked before what is left must do. */
const MOST_TRIES = 3000;

/**
 * Makes an input smaller as long as the same thing is wrong with it: fewer cuts, then shorter and shorter pieces of bytes taken out.
 *
 * @param isWrong Tells whether an input still shows it.
 */
export function minimise(input: FuzzInput, isWrong: (input: FuzzInput) => boolean): FuzzInput {
  let tries = 0;
  const stillWrong = (candidate: FuzzInput) => {
    tries += 1;
    return tries <= MOST_TRIES && isWrong(candidate);
  };
  const uncut = { ...input, cuts: [] };
  let smallest = stillWrong(uncut) ? uncut : input;
  for (let size = halfOf(smallest.bytes.length); size >= 1; size = size === 1 ? 0 : halfOf(size)) {
    for (let from = 0; from < smallest.bytes.length; ) {
      const candidate = without(smallest, from, size);
      if (stillWrong(candidate)) smallest = candidate;
      else from += size;
    }
  }
  return smallest;
}

function halfOf(length: number): number {
  return Math.ceil(length / 2);
}

function without({ bytes, cuts }: FuzzInput, from: number, size: number): FuzzInput {
  const left = Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + size)]);
  const moved = cuts.map((cut) => (cut <= from ? cut : Math.max(from, cut - size)));
  return { bytes: left, cuts: moved };
}
