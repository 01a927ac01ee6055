import type { DatasetRepeats } from '../../dataset/index.ts';
import type { Block, Verdicts } from '../../engine/index.ts';
import { DistinctInputs, NO_REPEAT } from './distinct-inputs.ts';
import { RepeatList } from './repeat-list.ts';
import { type ReadWritten, WrittenLines } from './written-lines.ts';

/** Writes lines of a block; `first` is the index of the first of them in it. */
export type WriteLines = (lines: Block, first: number) => void;

/**
 * Lets through the lines that ask a model input for the first time, and remembers of all others whose answer they share.
 *
 * Memory: what {@link DistinctInputs} and {@link WrittenLines} hold, 15 to 28 bytes for each distinct model input, and what
 * {@link RepeatList} holds for each of the others.
 */
export class RepeatFilter {
  readonly #inputs = new DistinctInputs();
  readonly #list = new RepeatList();
  readonly #written: WrittenLines;
  /** Lines so far: each is one of the rows that were taken. */
  #lines = 0;

  /** @param read Reads what was written of the lines that were let through. */
  constructor(read: ReadWritten) {
    this.#written = new WrittenLines(read);
  }

  /** Lines so far that were not let through. */
  get count(): number {
    return this.#list.count;
  }

  /** @param idAt Gives the recordId of a line of the block. */
  take(block: Verdicts, idAt: (index: number) => string, write: WriteLines): void {
    const repeats = this.#inputs.take(block, (record) => this.#written.lineOf(record));
    let from = 0;
    for (let index = 0; index < block.count; index += 1) {
      const record = repeats[index] ?? NO_REPEAT;
      if (record === NO_REPEAT) continue;
      this.#pass(block, [from, index], write);
      from = index + 1;
      this.#list.add({ recordId: idAt(index), place: this.#lines + index + 1, record });
    }
    this.#pass(block, [from, block.count], write);
    this.#lines += block.count;
  }

  /** Writes the file of those that were not let through, where there are any. */
  finish(folder: string): DatasetRepeats | undefined {
    return this.#list.write(folder);
  }

  #pass(block: Block, [from, to]: readonly [number, number], write: WriteLines): void {
    if (from === to) return;
    const lines = linesOf(block, from, to);
    write(lines, from);
    this.#written.add(lines);
  }
}

/** Gives the lines `from` to before `to` of a block. */
function linesOf(block: Block, from: number, to: number): Block {
  const { bytes, ends, count } = block;
  if (from === 0 && to === count) return block;
  const start = from === 0 ? 0 : (ends[from - 1] ?? 0);
  return {
    bytes: bytes.subarray(start, ends[to - 1]),
    ends: ends.slice(from, to).map((end) => end - start),
    count: to - from,
  };
}
