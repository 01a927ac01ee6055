import { formatBytes } from '../../../core/index.ts';
import {
  type Block,
  lineOf,
  PlainLineEngine,
  TOO_LONG,
  withoutNewline,
} from '../../../engine/index.ts';

/** Longest line the emulator reads, in bytes. */
const LONGEST_LINE = 256 << 20;

/** A line that is longer than the emulator reads. */
export class LineTooLongError extends Error {
  static {
    this.prototype.name = 'LineTooLongError';
  }
}

/** Gives the lines in bytes without their newlines, of at most 256 MiB; they are valid until the next call. */
export class LineCutter {
  readonly #longest: number;
  readonly #engine: PlainLineEngine;
  /** Bytes of the line that no newline has ended yet. */
  #pending = 0;

  constructor(longest: number = LONGEST_LINE) {
    this.#longest = longest;
    this.#engine = new PlainLineEngine({ maxLineBytes: longest });
  }

  /**
   * Gives the lines that the bytes complete.
   *
   * @throws {LineTooLongError} as soon as a line is too long.
   */
  push(bytes: Uint8Array): readonly Uint8Array[] {
    // The plain engine has all the room that is asked for.
    this.#engine.room(bytes.length).set(bytes);
    const block = this.#engine.push(bytes.length);
    this.#pending += bytes.length - (block.ends[block.count - 1] ?? 0);
    const isTooLong = block.verdict.subarray(0, block.count).includes(TOO_LONG);
    if (!isTooLong && this.#pending <= this.#longest) return linesOf(block);
    throw new LineTooLongError(`a line is longer than ${formatBytes(this.#longest)}`);
  }

  /** Gives the line that no newline ended, if there is one. */
  finish(): readonly Uint8Array[] {
    return linesOf(this.#engine.finish());
  }
}

function linesOf(block: Block): readonly Uint8Array[] {
  return Array.from({ length: block.count }, (_, index) => withoutNewline(lineOf(block, index)));
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
