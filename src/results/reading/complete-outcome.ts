import { withoutUndefined } from '../../core/index.ts';
import type { InputIndex } from '../inputs/input-index.ts';
import type { PlacedOutcome } from '../join/placed-outcome.ts';
import { keepTexts } from '../outcomes/format-outcome.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import type { JobReading } from './run-reading.ts';

const DECODER = new TextDecoder();

/** Puts the place of a record, its row and the record itself beside what became of it. */
export function completeOutcome(
  { job, rows, options }: JobReading,
  index: InputIndex,
  { position, recordId, outcome, outputText }: PlacedOutcome,
): Outcome {
  const { shard, line, row } = index.placeAt(position);
  const { status, reason, output, text, finishReason, stopReason, usage, error } = outcome;
  const recordText =
    options.withRecord === true ? DECODER.decode(index.lineAt(position)) : undefined;
  const complete = Object.freeze({
    recordId,
    status,
    ...withoutUndefined({ reason, output, text, finishReason, stopReason, usage, error }),
    job: job.folder,
    shard,
    line,
    ...(rows === undefined || row === undefined ? {} : { row: rows.valueOf(row) }),
    ...(recordText === undefined ? {} : { record: JSON.parse(recordText) as unknown }),
  });
  return keepTexts(complete, { output: outputText, record: recordText });
}
