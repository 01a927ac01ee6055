import { formatCount, type Location, printable } from '../../core/index.ts';

/** Writes where a diagnostic stands: `a.jsonl:12:3`, `movies.json row 12`, or the source alone. */
export function placeText({ source, row, line, column }: Location): string {
  const name = printable(source);
  if (row !== undefined) return `${name} row ${formatCount(row)}`;
  return [
    name,
    ...(line === undefined ? [] : [line, ...(column === undefined ? [] : [column])]),
  ].join(':');
}
