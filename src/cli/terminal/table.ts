import { printable } from '../../core/index.ts';
import { displayWidth } from './display-width.ts';
import { wrapLine } from './wrap-text.ts';

/** A cell: text of anyone's, or nothing. */
export type Cell = string | number | undefined;

const GAP = 2;

/**
 * Renders rows below their heads, in columns without lines.
 *
 * @param width Columns of the terminal. Cells are broken between words to keep to it; where that is not enough, each row
 *   becomes a block of its own, a line for each cell. Undefined leaves each row in one line, as pipes need it.
 */
export function formatTable(
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
  width?: number | undefined,
): string {
  const texts = rows.map((row) => row.map((cell) => printable(String(cell ?? '')).trim()));
  const columns = columnWidths([heads, ...texts], width);
  if (columns === undefined) {
    return heads.length === 0 ? pairs(texts, width) : blocks(heads, texts, width);
  }
  const lines = heads.length === 0 ? texts : [heads, ...texts];
  return lines.flatMap((line) => rowLines(line, columns)).join('\n');
}

/** As many lines as the cell with the most of them has. */
function rowLines(cells: readonly string[], columns: readonly number[]): readonly string[] {
  const broken = cells.map((cell, index) => wrapLine(cell, columns[index]));
  const height = Math.max(1, ...broken.map(({ length }) => length));
  return Array.from({ length: height }, (_, at) =>
    broken
      .map((lines, index) => padded(lines[at] ?? '', columns[index] ?? 0))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Takes columns from the widest ones until all fit; undefined where a word of them would have to be broken. */
function columnWidths(
  lines: readonly (readonly string[])[],
  width: number | undefined,
): readonly number[] | undefined {
  const count = Math.max(0, ...lines.map(({ length }) => length));
  const columnOf = (index: number) => lines.map((line) => line[index] ?? '');
  const natural = Array.from({ length: count }, (_, index) => widest(columnOf(index)));
  if (width === undefined) return natural;
  const least = Array.from({ length: count }, (_, index) =>
    widest(columnOf(index).flatMap((cell) => cell.split(' '))),
  );
  const room = width - GAP * (count - 1);
  let over = natural.reduce((sum, columns) => sum + columns, 0) - room;
  while (over > 0) {
    const index = mostToGive(natural, least);
    if (index === undefined) return undefined;
    natural[index] = (natural[index] ?? 0) - 1;
    over -= 1;
  }
  return natural;
}

function mostToGive(natural: readonly number[], least: readonly number[]): number | undefined {
  let found: number | undefined;
  for (const [index, columns] of natural.entries()) {
    if (columns > (least[index] ?? 0) && columns > (natural[found ?? -1] ?? 0)) found = index;
  }
  return found;
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(displayWidth));
}

/** Names and what they are: beside them, or below them where a word of it is too long for that. */
function pairs(rows: readonly (readonly string[])[], width: number | undefined): string {
  const indent = widest(rows.map(([name = '']) => name)) + GAP;
  const lines = rows.flatMap(([name = '', ...cells]) => {
    const text = cells.join(' '.repeat(GAP)).trim();
    const [first = '', ...rest] = wrapLine(' '.repeat(indent) + text, width, indent);
    const isRoomy = width !== undefined && widest([first, ...rest]) <= width;
    if (isRoomy) return [(padded(name, indent) + first.slice(indent)).trimEnd(), ...rest];
    return [...wrapLine(name, width), ...wrapLine(' '.repeat(GAP) + text, width)];
  });
  return lines.join('\n');
}

/** A row for each block, a cell for each line, behind what its column is called. */
function blocks(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  width: number | undefined,
): string {
  const labels = widest(heads);
  return rows.map((row) => blockOf(row, heads, labels, width)).join('\n\n');
}

function blockOf(
  row: readonly string[],
  heads: readonly string[],
  labels: number,
  width = 0,
): string {
  const indent = labels + GAP;
  const isRoomy = labels > 0 && indent * 2 <= width;
  return row
    .flatMap((cell, index) => {
      const head = heads[index] ?? '';
      if (cell.trim() === '') return [];
      if (!isRoomy) return [head, ...wrapLine(`  ${cell}`, width)].filter(Boolean);
      const [first = '', ...rest] = wrapLine(' '.repeat(indent) + cell, width, indent);
      return [head.padEnd(indent) + first.slice(indent), ...rest];
    })
    .join('\n');
}
