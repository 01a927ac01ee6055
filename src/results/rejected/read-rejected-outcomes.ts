import { formatCount } from '../../core/index.ts';
import type { RejectedRow } from '../../dataset/index.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import type { RunReading } from '../reading/run-reading.ts';
import { readRejected } from './kept-rejected.ts';
import type { FoundRow } from './rejected-values.ts';

/**
 * Gives the outcomes of the rows that the build set aside, in the order of the source, with their rows where a source was given that
 * still has them.
 *
 * Memory: as {@link RejectedValues}.
 *
 * @throws {DatasetError} `DATASET_CHANGED` where `rows.rejected` is not what was built, or gone.
 */
export async function* readRejectedOutcomes({
  run,
  rows,
  rejected: values,
  options,
}: RunReading): AsyncGenerator<Outcome, void, undefined> {
  if (rows === undefined || values === undefined) {
    for (const rejected of readRejected(run.dataset)) yield outcomeOf(rejected, undefined);
    return;
  }
  let changed = 0;
  for await (const { rejected, found } of values.all(rows.isInOrder)) {
    if (found === undefined && rejected.digest !== undefined) changed += 1;
    yield outcomeOf(rejected, found);
  }
  if (changed > 0) options.onNote?.(changedNote(changed));
}

function outcomeOf(
  { row, recordId, codes, message }: RejectedRow,
  found: FoundRow['found'],
): Outcome {
  const [code = ''] = codes;
  return Object.freeze({
    recordId,
    status: 'rejected',
    error: { code, message, retryable: false },
    rowNumber: row,
    ...(found === undefined ? {} : { row: found.value }),
  });
}

function changedNote(rows: number) {
  const which = rows === 1 ? 'A row that was' : `${formatCount(rows)} rows that were`;
  const message = `${which} rejected when the dataset was built ${rows === 1 ? 'is' : 'are'} not in the source any more as ${rows === 1 ? 'it was' : 'they were'}, so the outcome has no row`;
  return { kind: 'rejected-changed', message } as const;
}
