import type { PlacedOutcome } from './placed-outcome.ts';

/** Text of outputs that is kept in memory, in UTF-16 units; what is held beyond is read again. */
const KEPT_UNITS = 4 << 20;
/** What an outcome takes besides its output. */
const OUTCOME_UNITS = 256;

/** A line that gives its record an outcome unless a better line comes. */
interface HeldLine {
  /** Number of its file among the job's. */
  readonly file: number;
  /** 1-based. */
  readonly line: number;
  readonly kept: PlacedOutcome | undefined;
}

/**
 * Keeps the outcomes that a later line may beat: the failures.
 *
 * Memory: about 120 bytes each; outcomes themselves up to 4 Mi units of output text, beyond that only where they stand.
 */
export class HeldOutcomes {
  readonly #held = new Map<number, HeldLine>();
  #units = 0;

  /** Holds the outcome of a record, in place of one that was held for it. */
  hold(placed: PlacedOutcome, { file, line }: Pick<HeldLine, 'file' | 'line'>): void {
    this.drop(placed.position);
    const units = unitsOf(placed);
    const isKept = this.#units + units <= KEPT_UNITS;
    if (isKept) this.#units += units;
    this.#held.set(placed.position, { file, line, kept: isKept ? placed : undefined });
  }

  /** Forgets what is held for a record, and tells where it stood. */
  drop(position: number): HeldLine | undefined {
    const held = this.#held.get(position);
    if (held?.kept !== undefined) this.#units -= unitsOf(held.kept);
    this.#held.delete(position);
    return held;
  }

  /** Gives what is kept, in the order it came. */
  *kept(): Generator<PlacedOutcome> {
    for (const { kept } of this.#held.values()) if (kept !== undefined) yield kept;
  }

  /** Lines of a file that are not in memory, each with the position of its record. */
  awaited(file: number): ReadonlyMap<number, number> {
    const lines = new Map<number, number>();
    for (const [position, held] of this.#held)
      if (held.kept === undefined && held.file === file) lines.set(held.line, position);
    return lines;
  }
}

function unitsOf({ outputText }: PlacedOutcome): number {
  return (outputText?.length ?? 0) + OUTCOME_UNITS;
}
