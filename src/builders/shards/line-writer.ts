import type { DatasetJob } from '../../dataset/index.ts';
import type { Block } from '../../engine/index.ts';

/** Gives the recordId of a line of a block. */
export type RecordIdAt = (index: number) => string;

/** Writes lines into the shards of a dataset, jobs filled in one pass. */
export interface LineWriter {
  /** How many records the last job lacks, where the one before it cannot hand any over. */
  readonly missing: number;
  /** Fills memory with bytes of lines that were written, from a place on among those of all. */
  readAt(into: Uint8Array, position: number): void;
  /** Waits until what is written next can go on its way in the background. */
  room(): Promise<void>;
  /** Writes whole lines. They may change once it has returned. */
  write(block: Block, recordIdAt: RecordIdAt): void;
  /**
   * Ends the last shard and hands records over where the last job is too small.
   *
   * @param rowless How many of the last records have no rows, such as padding.
   */
  finish(rowless: number): Promise<readonly DatasetJob[]>;
  /** Closes what is open; what was written is the caller's to remove. */
  abandon(): Promise<void>;
}
