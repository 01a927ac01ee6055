import type { InputIndex } from '../inputs/input-index.ts';
import type { PlacedOutcome } from '../join/placed-outcome.ts';
import { keepTexts, RowInText } from '../outcomes/kept-texts.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import type { JobRepeats } from '../repeats/job-repeats.ts';
import { repeatedOutcome } from '../repeats/repeated-outcome.ts';
import type { JobPlaces } from '../rows/job-places.ts';
import type { JobRows } from '../rows/job-rows.ts';
import type { JobReading } from './run-reading.ts';

const DECODER = new TextDecoder();
/** What an outcome has of its output line, in this order, as far as it is there. */
const OF_LINE = [
  'reason',
  'asked',
  'output',
  'text',
  'finishReason',
  'stopReason',
  'usage',
  'error',
] as const;

/** An outcome whose members are set one by one: spreading them takes ten times as long. */
type Filling = Pick<Outcome, 'recordId' | 'status'> & Record<string, unknown>;

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
export function completeOutcome(completion: Completion, placed: PlacedOutcome): Outcome {
  const { reading, index, places } = completion;
  const { position, recordId, outcome } = placed;
  const { shard, line, row } = index.placeAt(position);
  const complete: Filling = { recordId, status: outcome.status };
  for (const key of OF_LINE) {
    const value = outcome[key];
    if (value !== undefined) complete[key] = value;
  }
  complete['job'] = reading.job.folder;
  complete['shard'] = shard;
  complete['line'] = line;
  const own = row === undefined ? undefined : places?.placeOf(row);
  const record =
    reading.options.withRecord === true ? DECODER.decode(index.lineAt(position)) : undefined;
  const { outputText: output, outputBytes } = placed;
  // what is only written is seen by nobody
  if (reading.areTexts)
    return keepTexts(complete, {
      output,
      outputBytes,
      record,
      row: rowInText(reading, own, complete),
    });
  if (own !== undefined && reading.rows !== undefined) complete['row'] = reading.rows.valueOf(own);
  if (record !== undefined) complete['record'] = JSON.parse(record);
  return keepTexts(Object.freeze(complete), { output, record });
}

/** Gives a row as JSON; where rows are kept as values, it becomes a member. */
function rowInText(
  { rows }: JobReading,
  place: number | undefined,
  complete: Filling,
): RowInText | undefined {
  if (rows === undefined || place === undefined) return undefined;
  if (rows.textOf !== undefined) return new RowInText(rows.textOf, place);
  complete['row'] = rows.valueOf(place);
  return undefined;
}

/** Gives the outcomes of the rows that share the answer of a record, in their order. */
export function* repeatedOutcomes(
  { reading: { rows, order, recordsBefore }, repeats }: Completion,
  { position }: PlacedOutcome,
  asked: Outcome,
): Generator<Outcome> {
  const record = order.recordAt(recordsBefore + position + 1);
  for (const { recordId, place } of repeats?.of(record) ?? [])
    yield repeatedOutcome(asked, { recordId, ...rowAt(rows, place) });
}

function rowAt(rows: JobRows | undefined, place: number | undefined): Pick<Outcome, 'row'> {
  return rows === undefined || place === undefined ? {} : { row: rows.valueOf(place) };
}
