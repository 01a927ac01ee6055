import type { Excerpt, Location, PathStep } from '../../core/index.ts';
import { FIRST_CONTINUATION, formatPath } from '../../core/index.ts';

/** Where a line stands. */
export interface LinePlace {
  readonly source: string;
  /** 1-based row, where the line is a record that is being built and stands in no file yet. */
  readonly row?: number | undefined;
  /** 1-based. */
  readonly line: number;
  /** 0-based offset of the line's first byte in the source. */
  readonly byteOffset: number;
}

/** A span of bytes inside a line. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });
const EXCERPT_UNITS = 80;
/** Bytes looked at on each side of a spot for the excerpt: four per UTF-16 unit is the most UTF-8 needs. */
const EXCERPT_BYTES = EXCERPT_UNITS * 4;

/** What is known of a spot besides its line and span. */
export interface SpotDetails {
  readonly recordId?: string | undefined;
  readonly path?: readonly PathStep[] | undefined;
}

/** Makes the location of a span: its column counts UTF-16 units, as editors do. */
export function locateSpan(
  place: LinePlace,
  line: Uint8Array,
  spot: SpotDetails & { span: Span },
): Location {
  const path = spot.path === undefined ? undefined : formatPath(spot.path);
  const { source, row } = place;
  if (row !== undefined) return Object.freeze({ source, row, recordId: spot.recordId, path });
  const column = DECODER.decode(line.subarray(0, spot.span.start)).length + 1;
  return Object.freeze({
    source,
    line: place.line,
    column,
    byteOffset: place.byteOffset + spot.span.start,
    recordId: spot.recordId,
    path,
  });
}

/** Cuts at most 80 characters around a span out of a line, however long the line is. */
export function excerptOf(line: Uint8Array, span: Span): Excerpt {
  const from = backToCharacter(line, Math.max(0, span.start - EXCERPT_BYTES));
  const to = backToCharacter(line, Math.min(line.length, span.start + EXCERPT_BYTES));
  const before = DECODER.decode(line.subarray(from, span.start));
  const after = DECODER.decode(line.subarray(span.start, to));
  const spanUnits = DECODER.decode(line.subarray(span.start, Math.min(span.end, to))).length;
  const keptBefore = before.slice(-Math.max(EXCERPT_UNITS / 4, EXCERPT_UNITS - after.length));
  const text = (keptBefore + after).slice(0, EXCERPT_UNITS);
  const offset = Math.min(keptBefore.length, Math.max(0, text.length - 1));
  return Object.freeze({
    text,
    offset,
    length: Math.max(1, Math.min(spanUnits, text.length - offset)),
    cutBefore: from > 0 || keptBefore.length < before.length,
    cutAfter: to < line.length || keptBefore.length + after.length > text.length,
  });
}

/** Moves a cut back to where a UTF-8 character begins. */
function backToCharacter(line: Uint8Array, index: number): number {
  let at = index;
  while (at > 0 && at < line.length && ((line[at] ?? 0) & 0xc0) === FIRST_CONTINUATION) at -= 1;
  return at;
}
