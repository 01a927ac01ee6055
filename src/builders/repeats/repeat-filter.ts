import type { DatasetRepeats } from '../../dataset/index.ts';
import { type Block, hasId, type Verdicts } from '../../engine/index.ts';
import type { OpenSink } from '../../io/index.ts';
import { DistinctInputs, NO_REPEAT } from './distinct-inputs.ts';
import { KeptLines } from './kept-lines.ts';
import { RepeatList } from './repeat-list.ts';
import { type ReadWritten, WrittenLines } from './written-lines.ts';

/** Writes lines; `indexOf` gives the index that one of them had in its block. */
export type WriteLines = (lines: Block, indexOf: (index: number) => number) => void;

const same = (index: number): number => index;

/**
 * Lets through the lines that ask a model input for the first time, and remembers of all others whose answer they share.
 *
 * Memory: what {@link DistinctInputs} and {@link WrittenLines} hold, 15 to 28 bytes for each distinct model input, what
 * {@link RepeatList} holds for each of the others, and a block.
 */
export class RepeatFilter {
  readonly #inputs = new DistinctInputs();
  readonly #list = new RepeatList();
  readonly #kept = new KeptLines();
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
    const repeats = this.#inputs.take(block, this.#written);
    const before = this.#list.count;
    for (let index = 0; index < block.count; index += 1) {
      const record = repeats[index] ?? NO_REPEAT;
      if (record === NO_REPEAT) continue;
      const isPlain = hasId(block.verdict[index]);
      const id = isPlain
        ? block.bytes.subarray(block.idStart[index], block.idEnd[index])
        : idAt(index);
      this.#list.add({ id, place: this.#lines + index + 1, record });
    }
    const isWhole = this.#list.count === before;
    const { lines, indexes } = isWhole
      ? { lines: block, indexes: undefined }
      : this.#kept.of(block, repeats);
    write(lines, indexes === undefined ? same : (index) => indexes[index] ?? 0);
    this.#written.add(lines);
    this.#lines += block.count;
  }

  /** Writes the file of those that were not let through, where there are any. */
  finish(open: OpenSink): DatasetRepeats | undefined {
    return this.#list.write(open);
  }
}
