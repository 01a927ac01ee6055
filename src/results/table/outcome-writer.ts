import { InvalidOptionError, quote } from '../../core/index.ts';
import { formatOutcome } from '../outcomes/format-outcome.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { OutcomeTable, type OutcomeTableOptions } from './outcome-table.ts';

/** A line of JSON for each outcome with all that is known of it, or a table with a column for what is asked for. */
export type OutcomeFormat = 'jsonl' | 'csv';

/** How outcomes are written. */
export interface OutcomeFileOptions extends OutcomeTableOptions {
  /** Default `jsonl`, which has no columns. */
  readonly format?: OutcomeFormat | undefined;
}

/** Makes text of outcomes, whole lines at a time. */
export interface OutcomeWriter {
  /** Gives what there is to write now, perhaps nothing yet. */
  add(outcome: Outcome): string;
  /** Gives the rest. */
  finish(): string;
}

const WRITERS: Readonly<Record<OutcomeFormat, (options: OutcomeTableOptions) => OutcomeWriter>> = {
  jsonl: () => ({ add: (outcome) => `${formatOutcome(outcome)}\n`, finish: () => '' }),
  csv: (options) => new OutcomeTable(options),
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
