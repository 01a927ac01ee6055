import { formatBytes } from '../../../core/index.ts';

/** Longest line the emulator reads, in bytes. */
const LONGEST_LINE = 256 << 20;

const NEWLINE = 0x0a;

/** A line that is longer than the emulator reads. */
export class LineTooLongError extends Error {
  static {
    this.prototype.name = 'LineTooLongError';
  }
}

/** Cuts bytes into lines without their newlines, of at most 256 MiB; pieces of a line are joined once. */
export class LineCutter {
  readonly #longest: number;
  #pieces: Uint8Array[] = [];
  #bytes = 0;

  constructor(longest: number = LONGEST_LINE) {
    this.#longest = longest;
  }

  /** Gives the lines that the bytes complete; views of them where they can be. */
  push(bytes: Uint8Array): readonly Uint8Array[] {
    const lines: Uint8Array[] = [];
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      lines.push(this.#complete(bytes.subarray(start, end)));
      start = end + 1;
    }
    this.#keep(bytes.subarray(start));
    return lines;
  }

  /** Gives the line that no newline ended, if there is one. */
  finish(): readonly Uint8Array[] {
    return this.#bytes === 0 ? [] : [this.#complete(new Uint8Array())];
  }

  #complete(end: Uint8Array): Uint8Array {
    if (this.#bytes === 0) return end;
    const line = Buffer.concat([...this.#pieces, end]);
    this.#pieces = [];
    this.#bytes = 0;
    return line;
  }

  #keep(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#pieces.push(Uint8Array.from(piece));
    this.#bytes += piece.length;
    if (this.#bytes > this.#longest) {
      throw new LineTooLongError(`a line is longer than ${formatBytes(this.#longest)}`);
    }
  }
}

/**
 * Reads lines, a batch for each piece of the source. They are valid until the next batch is asked for.
 *
 * Memory: one piece and one line.
 */
export async function* readLines(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly Uint8Array[]> {
  const cutter = new LineCutter();
  for await (const bytes of source) yield cutter.push(bytes);
  yield cutter.finish();
}
