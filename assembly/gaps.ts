/** Values of a line that could be others, as far as their row goes: token and row of each, in the order they stand. */
const MOST: u32 = 513;

const tokens = memory.data(MOST * 4);
const rows = memory.data(MOST * 4);

let count: u32 = 0;

/** How many there are; those above a few are counted only. */
export function gapCount(): u32 {
  return count;
}

/** Tells whether token and row of so many are kept. */
export function areGapsKept(gaps: u32): bool {
  return gaps <= MOST;
}

/** Forgets all but the first ones: what was taken for one thing may turn out to be another. */
export function keepGaps(kept: u32): void {
  count = kept;
}

export function addGap(token: u32, row: u32): void {
  if (count < MOST) {
    store<u32>(tokens + (count << 2), token);
    store<u32>(rows + (count << 2), row);
  }
  count += 1;
}

export function gapToken(index: u32): u32 {
  return load<u32>(tokens + (index << 2));
}

export function gapRow(index: u32): u32 {
  return load<u32>(rows + (index << 2));
}
