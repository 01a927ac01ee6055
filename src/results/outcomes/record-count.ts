/** What an output line holds besides the record's id. */
export type LineContent = 'modelOutput' | 'error';

/** Records that the output lines of a job speak of, padding included; each counts once, however many lines it has. */
export interface CountedRecords {
  /** Records of the job, with or without a line. */
  readonly records: number;
  /** Records with `modelOutput`, and no `error` in another line. */
  readonly succeeded: number;
  /** Records with `error`, and no `modelOutput` in another line. */
  readonly failed: number;
  /** Records with a line of each kind; Bedrock may count them either way. */
  readonly both: number;
  /** Lines of ids that the job does not have. */
  readonly strangers: Readonly<Record<LineContent, number>>;
}

const FLAGS: Readonly<Record<LineContent, number>> = { modelOutput: 1, error: 2 };
const ALL_FLAGS = 3;
const RANK_SHIFT = 2;

/**
 * Counts records as Bedrock does: by what stands in their lines, whatever an answer is worth. Beside that it remembers for each how good its
 * best line is.
 *
 * Memory: one byte per record, for both.
 */
export class RecordCount {
  readonly #flags: Uint8Array;
  readonly #strangers: Record<LineContent, number> = { modelOutput: 0, error: 0 };

  constructor(records: number) {
    this.#flags = new Uint8Array(records);
  }

  /** @param position Of the record in the job; undefined where the job has no such record. */
  add(position: number | undefined, content: LineContent): void {
    if (position === undefined) this.#strangers[content] += 1;
    else this.#flags[position] = (this.#flags[position] ?? 0) | FLAGS[content];
  }

  /** Gives how good the best line of a record is: what was set last, first 0. */
  rankOf(position: number): number {
    return (this.#flags[position] ?? 0) >> RANK_SHIFT;
  }

  /** @param rank Below 64. */
  setRank(position: number, rank: number): void {
    const flags = (this.#flags[position] ?? 0) & ALL_FLAGS;
    this.#flags[position] = flags | (rank << RANK_SHIFT);
  }

  finish(): CountedRecords {
    const withFlags = [0, 0, 0, 0];
    for (const byte of this.#flags) {
      const flags = byte & ALL_FLAGS;
      withFlags[flags] = (withFlags[flags] ?? 0) + 1;
    }
    const [, succeeded = 0, failed = 0, both = 0] = withFlags;
    const strangers = Object.freeze({ ...this.#strangers });
    return Object.freeze({ records: this.#flags.length, succeeded, failed, both, strangers });
  }
}
