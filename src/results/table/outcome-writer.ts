import { InvalidOptionError, quote } from '../../core/index.ts';
import type { Block } from '../../engine/index.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { OutcomeLines } from '../outcomes/outcome-lines.ts';
import type { SavedLineReading } from '../outcomes/saved-line.ts';
import type { OutcomeTableOptions } from './outcome-table.ts';
import { ParquetTable } from './parquet-table.ts';
import { TableWriter } from './table-writer.ts';

/** A line of JSON for each outcome with all that is known of it, or a table with a column for what is asked for, as text or as Parquet. */
export type OutcomeFormat = 'jsonl' | 'csv' | 'parquet';

/** How outcomes are written. */
export interface OutcomeFileOptions extends OutcomeTableOptions {
  /** Default `jsonl`, which has no columns. */
  readonly format?: OutcomeFormat | undefined;
}

/** Makes bytes of outcomes. */
export interface OutcomeWriter {
  /** Whether it is time to take what there is. */
  readonly isFull: boolean;
  add(outcome: Outcome): void;
  /** Gives what there is to write now, until more is added. */
  take(): Uint8Array;
  /** Gives the rest. */
  finish(): Uint8Array;
}

/** Makes them of lines of saved outcomes too, most of which become no values. */
export interface LineWriter extends OutcomeWriter {
  addLines(block: Block, reading: SavedLineReading): void;
}

/** Tells whether a writer takes lines. */
export function takesLines(writer: OutcomeWriter): writer is LineWriter {
  return 'addLines' in writer;
}

type NewWriter = (options: OutcomeTableOptions) => OutcomeWriter | Promise<OutcomeWriter>;

const WRITERS: Readonly<Record<OutcomeFormat, NewWriter>> = {
  jsonl: () => new OutcomeLines(),
  csv: (options) => new TableWriter(options),
  parquet: (options) => ParquetTable.load(options),
};

/**
 * Gives what writes outcomes in a format.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` for a format that there is not, and for Parquet where the package that writes it is not installed.
 */
export async function outcomeWriter({
  format = 'jsonl',
  ...options
}: OutcomeFileOptions): Promise<OutcomeWriter> {
  if (Object.hasOwn(WRITERS, format)) return WRITERS[format](options);
  throw new InvalidOptionError(`There is no format ${quote(String(format))} of outcomes`, {
    option: 'format',
    expected: Object.keys(WRITERS).join(', '),
    received: String(format),
  });
}
