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

/**
 * Counts records as Bedrock does: by what stands in their lines, whatever an answer is worth.
 *
 * Memory: one byte per record.
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

  finish(): CountedRecords {
    const withFlags = [0, 0, 0, 0];
    for (const flags of this.#flags) withFlags[flags] = (withFlags[flags] ?? 0) + 1;
    const [, succeeded = 0, failed = 0, both = 0] = withFlags;
    const strangers = Object.freeze({ ...this.#strangers });
    return Object.freeze({ records: this.#flags.length, succeeded, failed, both, strangers });
  }
}
