import { NEWLINE } from '../../core/index.ts';
import { type FileReader, nextTurn } from '../../io/index.ts';

/** Where lines are short, a newline is found in one small read. */
const NEAR_BYTES = 1 << 14;
const FAR_BYTES = 1 << 20;

/** A piece of a file that begins where a line begins and ends where one ends. */
export interface LineSpan {
  readonly start: number;
  /** Infinity for the last span: it ends where the file does. */
  readonly end: number;
}

/** Options of {@link lineSpans}. */
export interface LineSpansOptions {
  readonly spanBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Cuts a file into spans of whole lines, each of about `spanBytes` or one line longer than that.
 *
 * Memory: 16 KiB; 1 MiB once the end of a long line was looked for.
 */
export async function* lineSpans(
  reader: FileReader,
  { spanBytes, signal }: LineSpansOptions,
): AsyncGenerator<LineSpan> {
  const cuts = new LineCuts(reader);
  let start = 0;
  while (reader.bytes - start > spanBytes) {
    const near = start + spanBytes;
    const end = cuts.before(start, near) ?? (await cuts.behind(near, signal));
    if (end === undefined) break;
    yield { start, end };
    start = end;
  }
  yield { start, end: Number.POSITIVE_INFINITY };
}

/** Finds where lines begin. */
class LineCuts {
  readonly #reader: FileReader;
  readonly #near = Buffer.allocUnsafeSlow(NEAR_BYTES);
  #far: Buffer | undefined;

  constructor(reader: FileReader) {
    this.#reader = reader;
  }

  /** The last place before `end` where a line begins, if it is near and behind `start`. */
  before(start: number, end: number): number | undefined {
    const from = Math.max(start, end - NEAR_BYTES);
    const bytes = this.#reader.readAt(this.#near.subarray(0, end - from), from);
    const newline = this.#near.lastIndexOf(NEWLINE, bytes - 1);
    return newline === -1 || bytes === 0 ? undefined : from + newline + 1;
  }

  /** The first place behind `start` where a line begins; undefined where none does. The event loop turns while it is looked for. */
  async behind(start: number, signal: AbortSignal | undefined): Promise<number | undefined> {
    this.#far ??= Buffer.allocUnsafeSlow(FAR_BYTES);
    const far = this.#far;
    let at = start;
    for (;;) {
      const bytes = this.#reader.readAt(far, at);
      if (bytes === 0) return undefined;
      const newline = far.subarray(0, bytes).indexOf(NEWLINE);
      if (newline !== -1) return at + newline + 1;
      at += bytes;
      await nextTurn();
      signal?.throwIfAborted();
    }
  }
}
