import type { EncodedRecord } from '../builders/index.ts';
import type { Run } from '../dataset/index.ts';
import { InputIndex } from './input-index.ts';
import type { Outcome } from './outcome.ts';
import { type ReadOutcomesOptions, readOutcomes } from './read-outcomes.ts';

/** Tells whether trying a record again is worth its price: everything but successes and refusals of the record itself. */
export function isWorthRetrying({ status, error }: Pick<Outcome, 'status' | 'error'>): boolean {
  return status !== 'succeeded' && (status !== 'failed' || error?.retryable === true);
}

/**
 * Gives the records of a run that are worth trying again, in the order of the dataset, byte for byte as they were.
 *
 * Memory: as {@link readOutcomes}.
 */
export async function* retryRecords(
  run: Run,
  options: ReadOutcomesOptions,
): AsyncGenerator<readonly EncodedRecord[]> {
  for (const plan of run.dataset.manifest.jobs) {
    const index = InputIndex.read(run.dataset, plan);
    try {
      const positions = await positionsToRetry({ run, folder: plan.folder, index }, options);
      for (const position of positions) yield [encodedAt(index, position)];
    } finally {
      index.close();
    }
  }
}

interface RetryJob {
  readonly run: Run;
  readonly folder: string;
  readonly index: InputIndex;
}

async function positionsToRetry(
  { run, folder, index }: RetryJob,
  options: ReadOutcomesOptions,
): Promise<readonly number[]> {
  const positions: number[] = [];
  const outcomes = readOutcomes(run, {
    ...options,
    source: undefined,
    withRecord: false,
    jobs: [folder],
  });
  for await (const outcome of outcomes) {
    const position = isWorthRetrying(outcome) ? index.positionOf(outcome.recordId) : undefined;
    if (position !== undefined) positions.push(position);
  }
  return positions.sort((a, b) => a - b);
}

function encodedAt(index: InputIndex, position: number): EncodedRecord {
  const text = index.lineAt(position);
  const line = new Uint8Array(text.length + 1);
  line.set(text);
  line[text.length] = 10;
  return { recordId: index.recordIdAt(position), line };
}
