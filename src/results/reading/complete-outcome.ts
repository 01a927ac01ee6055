import { withoutUndefined } from '../../core/index.ts';
import type { InputIndex } from '../inputs/input-index.ts';
import type { PlacedOutcome } from '../join/placed-outcome.ts';
import { keepTexts } from '../outcomes/format-outcome.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import type { JobRepeats } from '../repeats/job-repeats.ts';
import { repeatedOutcome } from '../repeats/repeated-outcome.ts';
import type { JobPlaces } from '../rows/job-places.ts';
import type { JobRows } from '../rows/job-rows.ts';
import type { JobReading } from './run-reading.ts';

const DECODER = new TextDecoder();

/** What the outcomes of a job are completed with. */
export interface Completion {
  readonly reading: JobReading;
  readonly index: InputIndex;
  /** Absent where the job has no rows. */
  readonly places: JobPlaces | undefined;
  /** Rows that share answers, where there are any. */
  readonly repeats: JobRepeats | undefined;
}

/** Puts the place of a record, its row and the record itself beside what became of it. */
export function completeOutcome(
  { reading: { job, rows, options }, index, places }: Completion,
  { position, recordId, outcome, outputText }: PlacedOutcome,
): Outcome {
  const { shard, line, row } = index.placeAt(position);
  const own = rows === undefined || row === undefined ? undefined : places?.placeOf(row);
  const { status, reason, asked, output, text, finishReason, stopReason, usage, error } = outcome;
  const recordText =
    options.withRecord === true ? DECODER.decode(index.lineAt(position)) : undefined;
  const complete = Object.freeze({
    recordId,
    status,
    ...withoutUndefined({ reason, asked, output, text, finishReason, stopReason, usage, error }),
    job: job.folder,
    shard,
    line,
    ...rowAt(rows, own),
    ...(recordText === undefined ? {} : { record: JSON.parse(recordText) as unknown }),
  });
  return keepTexts(complete, { output: outputText, record: recordText });
}

/** Gives the outcomes of the rows that share the answer of a record, in their order. */
export function* repeatedOutcomes(
  { reading: { rows, recordsBefore }, repeats }: Completion,
  { position }: PlacedOutcome,
  asked: Outcome,
): Generator<Outcome> {
  for (const { recordId, place } of repeats?.of(recordsBefore + position + 1) ?? [])
    yield repeatedOutcome(asked, { recordId, ...rowAt(rows, place) });
}

function rowAt(rows: JobRows | undefined, place: number | undefined): Pick<Outcome, 'row'> {
  return rows === undefined || place === undefined ? {} : { row: rows.valueOf(place) };
}
