import { formatCount, type Location, printable } from '../../core/index.ts';
import type { ModelInputFinding } from '../../models/index.ts';
import type { LineReporter } from './line-reporter.ts';
import type { LinePlace } from './place.ts';

/** A record whose model input was looked at, with what was found in it. */
export interface CheckedRecord {
  readonly line: Uint8Array;
  readonly place: LinePlace;
  readonly recordId?: string | undefined;
  readonly modelInput: Readonly<Record<string, unknown>>;
  readonly findings: readonly ModelInputFinding[];
}

/** Reports what is found in a line. */
export type SpotReporter = Pick<LineReporter, 'report'>;

/** Whoever looks at the records of a job together. */
export interface RecordWatcher {
  readonly add: (record: CheckedRecord, reporter: SpotReporter) => void;
}

/** Where a record stands: all that is kept of it when its line is gone. */
export function locationOf({ place, recordId }: CheckedRecord): Location {
  const { source, row, line } = place;
  return row === undefined ? { source, line, recordId } : { source, row, recordId };
}

/** Names a place in a message: `a.jsonl:7`, or `row 7`. */
export function placeText({ source, row, line = 0 }: Location): string {
  return row === undefined
    ? `${printable(source)}:${formatCount(line)}`
    : `row ${formatCount(row)}`;
}
