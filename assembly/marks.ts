import { Row } from './accept';
import { areEqual, SLASH } from './bytes';
import { areGapsKept, gapCount, gapRow, gapToken } from './gaps';
import { endOf, lengthOf, startOf } from './tape';

/**
 * The marks of a line that the second table took: where it has something of which more is said than of plain records, and the folders of
 * the objects it refers to.
 *
 * What is said of a line depends on its marks alone, so it is the same in all lines that have the same ones in the same order.
 */
const MOST_MARKS: u32 = 128;
const MOST_BYTES: u32 = 16384;

/** For each mark its row and the bytes of its folder, which stand one behind the other. */
const rows = memory.data(MOST_MARKS * 4);
const lengths = memory.data(MOST_MARKS * 4);
const folders = memory.data(MOST_BYTES);

let isKnown: bool = false;
let count: u32 = 0;

/** Says that the line before has no marks that the next one could have too. */
export function forgetMarks(): void {
  isKnown = false;
}

/** Tells whether the line on the tape has the marks of the last one that was asked about; else the next may have its. */
export function hasMarksOfLast(): bool {
  if (isKnown && areThoseOfLast()) return true;
  isKnown = learnMarks();
  return false;
}

/** Tells whether all names in the line on the tape are kept, and each is another one. */
export function areNamesOwn(): bool {
  const gaps = gapCount();
  if (!areGapsKept(gaps)) return false;
  for (let gap: u32 = 1; gap < gaps; gap += 1) {
    if (load<u32>(gapRow(gap)) !== Row.name) continue;
    const start = startOf(gapToken(gap));
    const length = lengthOf(gapToken(gap));
    for (let before: u32 = 0; before < gap; before += 1) {
      if (load<u32>(gapRow(before)) !== Row.name) continue;
      const other = gapToken(before);
      if (lengthOf(other) === length && areEqual(startOf(other), start, length)) return false;
    }
  }
  return true;
}

function isMark(row: u32): bool {
  const kind = load<u32>(row);
  return kind === Row.marked || kind === Row.uri;
}

/** Bytes up to the last slash of a URI, that slash included; 0 for other marks. */
function folderLength(gap: u32): u32 {
  if (load<u32>(gapRow(gap)) !== Row.uri) return 0;
  const start = startOf(gapToken(gap));
  let at = endOf(gapToken(gap));
  while (at > start && load<u8>(at - 1) !== SLASH) at -= 1;
  return at - start;
}

function areThoseOfLast(): bool {
  const gaps = gapCount();
  let mark: u32 = 0;
  let folder = <u32>folders;
  for (let gap: u32 = 0; gap < gaps; gap += 1) {
    const row = gapRow(gap);
    if (!isMark(row)) continue;
    if (mark === count || load<u32>(rows + (mark << 2)) !== row) return false;
    const length = folderLength(gap);
    if (load<u32>(lengths + (mark << 2)) !== length) return false;
    if (!areEqual(folder, startOf(gapToken(gap)), length)) return false;
    folder += length;
    mark += 1;
  }
  return mark === count;
}

function learnMarks(): bool {
  const gaps = gapCount();
  let folder = <u32>folders;
  count = 0;
  for (let gap: u32 = 0; gap < gaps; gap += 1) {
    const row = gapRow(gap);
    if (!isMark(row)) continue;
    const length = folderLength(gap);
    if (count === MOST_MARKS || folder + length > <u32>folders + MOST_BYTES) return false;
    memory.copy(folder, startOf(gapToken(gap)), length);
    store<u32>(rows + (count << 2), row);
    store<u32>(lengths + (count << 2), length);
    folder += length;
    count += 1;
  }
  return true;
}
