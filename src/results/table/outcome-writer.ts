import { InvalidOptionError, quote } from '../../core/index.ts';
import type { Block } from '../../engine/index.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { OutcomeLines } from '../outcomes/outcome-lines.ts';
import type { SavedLineReading } from '../outcomes/saved-line.ts';
import type { OutcomeTableOptions } from './outcome-table.ts';
import { TableWriter } from './table-writer.ts';

/** A line of JSON for each outcome with all that is known of it, or a table with a column for what is asked for. */
export type OutcomeFormat = 'jsonl' | 'csv';

/** How outcomes are written. */
export interface OutcomeFileOptions extends OutcomeTableOptions {
  /** Default `jsonl`, which has no columns. */
  readonly format?: OutcomeFormat | undefined;
}

/** Makes bytes of outcomes, whole lines at a time. */
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

const WRITERS: Readonly<Record<OutcomeFormat, (options: OutcomeTableOptions) => OutcomeWriter>> = {
  jsonl: () => new OutcomeLines(),
  csv: (options) => new TableWriter(options),
};

/**
 * Gives what writes outcomes in a format.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` for a format that there is not.
 */
export function outcomeWriter({ format = 'jsonl', ...options }: OutcomeFileOptions): OutcomeWriter {
  if (Object.hasOwn(WRITERS, format)) return WRITERS[format](options);
  throw new InvalidOptionError(`There is no format ${quote(String(format))} of outcomes`, {
    option: 'format',
    expected: Object.keys(WRITERS).join(', '),
    received: String(format),
  });
}
