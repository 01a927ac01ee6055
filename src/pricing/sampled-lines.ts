import { NEWLINE } from '../core/index.ts';
import { fileBytes, readSpan } from '../io/index.ts';

/** Files of no more bytes are read whole. */
const WHOLE_BYTES = 1 << 23;
const SPANS = 256;
const SPAN_BYTES = WHOLE_BYTES / SPANS;
/** A line that is longer is not looked at. */
const LONGEST = 1 << 27;

/** Which lines are looked at. */
export interface Sampling {
  /** Whether all lines are read; else, of more than 8 MiB, spans of 32 KiB at equal distances, 8 MiB in all. */
  readonly all: boolean;
}

/**
 * Reads whole lines of files: all, or at equal distances, so that the same files give the same lines.
 *
 * Memory: a span, or the longest line, of 128 MiB at most.
 */
export function* sampleLines(paths: readonly string[], sampling: Sampling): Generator<Buffer> {
  const files = paths.map((path) => ({ path, size: fileBytes(path) }));
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (sampling.all || total <= WHOLE_BYTES) {
    for (const file of files) yield* allLines(file);
    return;
  }
  let before = 0;
  let next = 0;
  for (const file of files) {
    while (next < SPANS && placeOf(next, total) < before + file.size) {
      const start = placeOf(next, total) - before;
      const bytes = linesFrom(file, { start, length: SPAN_BYTES, isLineStart: start === 0 });
      if (bytes.length > 0) yield bytes;
      next += 1;
    }
    before += file.size;
  }
}

function placeOf(span: number, total: number): number {
  return Math.floor((span * (total - SPAN_BYTES)) / (SPANS - 1));
}

interface SizedFile {
  readonly path: string;
  readonly size: number;
}

function* allLines(file: SizedFile): Generator<Buffer> {
  let start = 0;
  let isLineStart = true;
  while (start < file.size) {
    const bytes = linesFrom(file, { start, length: WHOLE_BYTES, isLineStart });
    if (bytes.length > 0) yield bytes;
    // a line that is too long is passed by
    isLineStart &&= bytes.length > 0;
    start += isLineStart ? bytes.length : WHOLE_BYTES;
  }
}

interface Span {
  readonly start: number;
  readonly length: number;
  /** Whether a line is known to begin there; else the first one to begin behind it is looked for. */
  readonly isLineStart: boolean;
}

/** The whole lines of a span; of a longer span where it has none. */
function linesFrom(file: SizedFile, { start, length, isLineStart }: Span): Buffer {
  const end = Math.min(file.size, start + length);
  const bytes = readWhole(file.path, start, end);
  const first = bytes.indexOf(NEWLINE);
  const from = isLineStart ? 0 : first + 1;
  const to = end === file.size ? bytes.length : bytes.lastIndexOf(NEWLINE) + 1;
  if (to > from && (isLineStart || first >= 0)) return bytes.subarray(from, to);
  if (end === file.size || length >= LONGEST) return Buffer.alloc(0);
  return linesFrom(file, { start, length: length * 4, isLineStart });
}

function readWhole(path: string, start: number, end: number): Buffer {
  const bytes = Buffer.allocUnsafe(end - start);
  let at = 0;
  for (const piece of readSpan(path, { start, end })) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes.subarray(0, at);
}
