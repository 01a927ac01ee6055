import type { ErrorNotes, NotedErrors } from '../../core/index.ts';
import { ALIKE, INPUT_NOT_COMPARED, lineOf, type Verdicts } from '../../engine/index.ts';

/** A line that has an error and is left out. */
export interface RefusedLine {
  /** In its block. */
  readonly index: number;
  readonly errors: NotedErrors;
}

/**
 * Gathers the lines with errors, block by block, for a build that leaves them out.
 *
 * Memory: one entry for each such line of a block, and the others of a block that has one.
 */
export class RefusedLines {
  readonly #notes: ErrorNotes;
  #lines: RefusedLine[] = [];
  /** What is wrong with lines that are like the one which was explained last. */
  #alike: NotedErrors | undefined;
  /** Whether the last line of the block before was left out. */
  #isGapBefore = false;

  /** @param notes Gets all errors that are found. */
  constructor(notes: ErrorNotes) {
    this.#notes = notes;
  }

  /** Begins a block. What was found before is of none of its lines. */
  begin(): void {
    this.#notes.take();
    this.#lines = [];
  }

  /** Whether an error was found in the line that is looked at. */
  get hasError(): boolean {
    return this.#notes.noted !== undefined;
  }

  /** Keeps in mind what was found so far in the line that is looked at: lines that are like it have the same. */
  learn(): void {
    this.#alike = this.#notes.noted;
  }

  /** Takes the line that was looked at, where it has an error; gives whether it has. */
  take(index: number): boolean {
    const errors = this.#notes.take();
    if (errors === undefined) return false;
    this.#lines.push({ index, errors });
    return true;
  }

  /**
   * Takes the lines that stand together and are like the one which was explained last, where that has an error.
   *
   * @returns The index behind them; undefined where it has none.
   */
  takeAlike({ verdict, count }: Verdicts, from: number): number | undefined {
    const errors = this.#alike;
    if (errors === undefined) return undefined;
    let index = from;
    for (; index < count && verdict[index] === ALIKE; index += 1)
      this.#lines.push({ index, errors });
    return index;
  }

  /** Ends a block: gives the lines that were taken, in their order, and the block without them. */
  finish(block: Verdicts): { readonly kept: Verdicts; readonly refused: readonly RefusedLine[] } {
    const refused = this.#lines;
    if (this.#isGapBefore && block.count > 0) block.repeats[0] = INPUT_NOT_COMPARED;
    if (block.count > 0) this.#isGapBefore = refused.at(-1)?.index === block.count - 1;
    return { kept: refused.length === 0 ? block : without(refused, block), refused };
  }
}

/** Copies the lines that are left. One behind a gap was compared with a line that is gone. */
function without(refused: readonly RefusedLine[], block: Verdicts): Verdicts {
  const out = new Set(refused.map(({ index }) => index));
  const kept = Array.from({ length: block.count }, (_, index) => index).filter(
    (index) => !out.has(index),
  );
  const lines = kept.map((index) => lineOf(block, index));
  const ends = new Uint32Array(kept.length);
  const [idStart, idEnd] = [new Uint32Array(kept.length), new Uint32Array(kept.length)];
  let end = 0;
  for (const [at, index] of kept.entries()) {
    const moved = end - (index === 0 ? 0 : (block.ends[index - 1] ?? 0));
    idStart[at] = (block.idStart[index] ?? 0) + moved;
    idEnd[at] = (block.idEnd[index] ?? 0) + moved;
    end += lines[at]?.length ?? 0;
    ends[at] = end;
  }
  const offsets = kept.map((index) => block.offsets[index] ?? 0);
  return {
    bytes: Buffer.concat(lines),
    ends,
    count: kept.length,
    verdict: Uint8Array.from(kept, (index) => block.verdict[index] ?? 0),
    idStart,
    idEnd,
    idHashes: pairsAt(block.idHashes, kept),
    inputHashes: block.inputHashes && pairsAt(block.inputHashes, kept),
    repeats: Uint8Array.from(kept, (index, at) =>
      index > 0 && kept[at - 1] !== index - 1 ? INPUT_NOT_COMPARED : (block.repeats[index] ?? 0),
    ),
    offsets: Float64Array.from([...offsets, block.offsets[block.count] ?? 0]),
  };
}

/** Two words for each line. */
function pairsAt(words: Uint32Array, kept: readonly number[]): Uint32Array {
  return Uint32Array.from(
    kept.flatMap((index) => [words[2 * index] ?? 0, words[2 * index + 1] ?? 0]),
  );
}
