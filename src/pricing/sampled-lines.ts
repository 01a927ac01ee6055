import { NEWLINE } from '../core/index.ts';
import { inTurn } from '../io/index.ts';
import { BLOCK_BYTES, type PlacedReader, type SampledFile } from './sampled-file.ts';

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
 * Reads whole lines of files: all, or at equal distances, so that the same files give the same lines, on a disk and in S3. Those of a span are valid until
 * the next one.
 *
 * Memory: two spans, or the longest line, of 128 MiB at most; of objects 16 times that, or 8 MiB.
 */
export async function* sampleLines(
  files: readonly SampledFile[],
  { all }: Sampling,
): AsyncGenerator<Buffer, void, undefined> {
  const total = bytesOf(files);
  if (all || total <= WHOLE_BYTES) return yield* allLines(files);
  const lanes = Math.max(1, ...files.map((file) => file.lanes));
  for await (const bytes of inTurn(spansOf(files, total), lanes)) if (bytes.length > 0) yield bytes;
}

/** Adds up the bytes of files. */
export function bytesOf(files: readonly SampledFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

async function* allLines(files: readonly SampledFile[]): AsyncGenerator<Buffer, void, undefined> {
  for (const file of files) {
    const reader = file.open(true);
    try {
      yield* linesOf({ reader, bytes: file.bytes });
    } finally {
      reader.close();
    }
  }
}

/** Reads of spans at equal distances in all files, which are to be made one after the other, or some at once. */
function* spansOf(files: readonly SampledFile[], total: number): Generator<() => Promise<Buffer>> {
  let before = 0;
  for (const file of files) {
    const reader = file.open(false);
    const opened = { reader, bytes: file.bytes };
    try {
      for (const start of placesIn({ from: before, bytes: file.bytes, total })) {
        const span = { start, length: SPAN_BYTES, isLineStart: start === 0 };
        yield () => linesFrom(opened, span);
      }
    } finally {
      reader.close();
    }
    before += file.bytes;
  }
}

/** Where in a file spans begin, that are at equal distances in all files. */
function* placesIn(file: {
  readonly from: number;
  readonly bytes: number;
  readonly total: number;
}) {
  for (let span = 0; span < SPANS; span += 1) {
    const place = Math.floor((span * (file.total - SPAN_BYTES)) / (SPANS - 1)) - file.from;
    if (place >= 0 && place < file.bytes) yield place;
  }
}

interface OpenedFile {
  readonly reader: PlacedReader;
  readonly bytes: number;
}

interface Span {
  readonly start: number;
  readonly length: number;
  /** Whether a line is known to begin there; else the first one to begin behind it is looked for. */
  readonly isLineStart: boolean;
}

async function* linesOf(file: OpenedFile): AsyncGenerator<Buffer, void, undefined> {
  let start = 0;
  let isLineStart = true;
  while (start < file.bytes) {
    const bytes = await linesFrom(file, { start, length: BLOCK_BYTES, isLineStart });
    if (bytes.length > 0) yield bytes;
    // a line that is too long is passed by
    isLineStart &&= bytes.length > 0;
    start += isLineStart ? bytes.length : BLOCK_BYTES;
  }
}

/** The whole lines of a span; of a longer span where it has none. */
async function linesFrom(file: OpenedFile, span: Span): Promise<Buffer> {
  const { start, length, isLineStart } = span;
  const end = Math.min(file.bytes, start + length);
  const bytes = await file.reader.read(start, end);
  const first = isLineStart ? 0 : bytes.indexOf(NEWLINE);
  const from = isLineStart ? 0 : first + 1;
  const to = end === file.bytes ? bytes.length : bytes.lastIndexOf(NEWLINE) + 1;
  if (to > from && first >= 0) return bytes.subarray(from, to);
  if (end === file.bytes || length >= LONGEST) return Buffer.alloc(0);
  return linesFrom(file, { ...span, length: length * 4 });
}
