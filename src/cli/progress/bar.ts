import type { Paint } from '../terminal/color.ts';

const DONE = '█';
const OPEN = '░';
const MOST_COLUMNS = 20;
const PERCENTS = '100 %'.length;

/** Columns of a bar, its percents not counted, in a line of so many: a fifth of it, so that words have the rest, and as much as is free behind what stands before it. */
export function barColumns(room: number, before: number): number {
  const free = room - before - PERCENTS - 1;
  return Math.max(1, Math.min(MOST_COLUMNS, Math.floor(room / 5), free));
}

/**
 * Draws a bar with its percents, which say the same without colours. All is done only where it is: 99.99 % is 99 %, and a bar with a gap.
 *
 * @param share What is done, from 0 to 1.
 */
export function barText(share: number, columns: number, paint: Paint): string {
  const done = Math.floor(share * columns);
  const percents = `${Math.floor(share * 100)} %`.padStart(PERCENTS);
  return `${paint('cyan', DONE.repeat(done))}${OPEN.repeat(columns - done)} ${percents}`;
}
