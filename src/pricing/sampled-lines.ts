import { NEWLINE } from '../core/index.ts';
import { type FileReader, fileBytes, openFileReader } from '../io/index.ts';

/** Files of no more bytes are read whole. */
const WHOLE_BYTES = 1 << 23;
/** Of files that are read whole: what is copied lies near the processor still. */
const BLOCK_BYTES = 1 << 19;
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
 * Reads whole lines of files: all, or at equal distances, so that the same files give the same lines. Those of a span are valid until the next one.
 *
 * Memory: two spans, or the longest line, of 128 MiB at most.
 */
export function* sampleLines(paths: readonly string[], sampling: Sampling): Generator<Buffer> {
  const total = bytesOfFiles(paths);
  const isWhole = sampling.all || total <= WHOLE_BYTES;
  let before = 0;
  for (const path of paths) {
    const file = openFileReader(path);
    try {
      const spans = new FileSpans(file);
      yield* isWhole ? spans.all() : spans.at(placesIn({ from: before, bytes: file.bytes, total }));
      before += file.bytes;
    } finally {
      file.close();
    }
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

function bytesOfFiles(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + fileBytes(path), 0);
}

interface Span {
  readonly start: number;
  readonly length: number;
  /** Whether a line is known to begin there; else the first one to begin behind it is looked for. */
  readonly isLineStart: boolean;
}

/** The lines of spans of a file. */
class FileSpans {
  readonly #file: FileReader;
  readonly #buffer = Buffer.allocUnsafe(BLOCK_BYTES);

  constructor(file: FileReader) {
    this.#file = file;
  }

  *all(): Generator<Buffer> {
    let start = 0;
    let isLineStart = true;
    while (start < this.#file.bytes) {
      const bytes = this.#linesFrom({ start, length: BLOCK_BYTES, isLineStart });
      if (bytes.length > 0) yield bytes;
      // a line that is too long is passed by
      isLineStart &&= bytes.length > 0;
      start += isLineStart ? bytes.length : BLOCK_BYTES;
    }
  }

  /** Lines from about each place on. */
  *at(places: Iterable<number>): Generator<Buffer> {
    for (const start of places) {
      const bytes = this.#linesFrom({ start, length: SPAN_BYTES, isLineStart: start === 0 });
      if (bytes.length > 0) yield bytes;
    }
  }

  /** The whole lines of a span; of a longer span where it has none. */
  #linesFrom({ start, length, isLineStart }: Span): Buffer {
    const end = Math.min(this.#file.bytes, start + length);
    const bytes = this.#read(start, end);
    const first = isLineStart ? 0 : bytes.indexOf(NEWLINE);
    const from = isLineStart ? 0 : first + 1;
    const to = end === this.#file.bytes ? bytes.length : bytes.lastIndexOf(NEWLINE) + 1;
    if (to > from && first >= 0) return bytes.subarray(from, to);
    if (end === this.#file.bytes || length >= LONGEST) return Buffer.alloc(0);
    return this.#linesFrom({ start, length: length * 4, isLineStart });
  }

  #read(start: number, end: number): Buffer {
    const length = end - start;
    const buffer = length <= BLOCK_BYTES ? this.#buffer : Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const read = this.#file.readAt(buffer.subarray(filled, length), start + filled);
      if (read === 0) break;
      filled += read;
    }
    return buffer.subarray(0, filled);
  }
}
