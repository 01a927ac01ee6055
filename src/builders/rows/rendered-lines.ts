import { lineOf, type RenderedRows } from '../../engine/index.ts';

/** Lines that rows became. */
export interface RenderedLines extends RenderedRows {
  /** The file they are from, where there are several, and the rows of those before it. */
  readonly file?: { readonly source: string; readonly rowsBefore: number } | undefined;
}

/** The 1-based number of the row that became a line. */
export function rowOfLine({ firstRow, places }: RenderedLines, line: number): number {
  return firstRow + (places?.[line] ?? line);
}

/** Gives the first lines. */
export function firstLines(lines: RenderedLines, count: number): RenderedLines {
  return count === lines.count ? lines : linesBetween(lines, 0, count);
}

/** Gives some of the lines, by their places among them, in order. */
export function someLines(lines: RenderedLines, chosen: readonly number[]): RenderedLines {
  if (chosen.length === lines.count) return lines;
  const { digests, count, firstRow } = lines;
  const digestBytes = digests.length / Math.max(1, count);
  let end = 0;
  return {
    ...lines,
    count: chosen.length,
    bytes: Buffer.concat(chosen.map((line) => lineOf(lines, line))),
    ends: Uint32Array.from(chosen, (line) => (end += lineOf(lines, line).length)),
    digests: Buffer.concat(
      chosen.map((line) => digests.subarray(line * digestBytes, (line + 1) * digestBytes)),
    ),
    places: Uint32Array.from(chosen, (line) => rowOfLine(lines, line) - firstRow),
  };
}

/** Gives lines of rows that stand one behind the other together. */
export function* runsOf(lines: RenderedLines): Generator<RenderedLines, void> {
  const { count, places } = lines;
  if (places === undefined) return yield lines;
  for (let from = 0; from < count; ) {
    let to = from + 1;
    while (to < count && places[to] === (places[to - 1] ?? 0) + 1) to += 1;
    const firstRow = rowOfLine(lines, from);
    yield { ...linesBetween(lines, from, to), firstRow, rows: to - from, places: undefined };
    from = to;
  }
}

/** Lines from one on, up to another one; the ends are those of all. */
function linesBetween(lines: RenderedLines, from: number, to: number): RenderedLines {
  const { bytes, ends, digests, count } = lines;
  const start = endBefore(ends, from);
  const digestBytes = digests.length / Math.max(1, count);
  return {
    ...lines,
    count: to - from,
    bytes: bytes.subarray(start, endBefore(ends, to)),
    ends: start === 0 ? ends.subarray(0, to) : ends.slice(from, to).map((end) => end - start),
    digests: digests.subarray(from * digestBytes, to * digestBytes),
    places: lines.places?.subarray(from, to),
  };
}

function endBefore(ends: Uint32Array, line: number): number {
  return line === 0 ? 0 : (ends[line - 1] ?? 0);
}
