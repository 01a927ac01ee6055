import type { Run } from '../../src/dataset/index.ts';
import {
  type Outcome,
  type OutcomeNote,
  type ReadOutcomesOptions,
  readOutcomes,
} from '../../src/results/index.ts';

/** What reading the outcomes of a run came to; what it threw is kept too. */
export interface CollectedOutcomes {
  readonly outcomes: readonly Outcome[];
  readonly notes: readonly OutcomeNote[];
  readonly error: unknown;
}

/** Reads all outcomes of a run, as far as it goes. */
export async function collectOutcomes(
  run: Run,
  options: ReadOutcomesOptions,
): Promise<CollectedOutcomes> {
  const outcomes: Outcome[] = [];
  const notes: OutcomeNote[] = [];
  const onNote = (note: OutcomeNote) => notes.push(note);
  let error: unknown;
  try {
    for await (const outcome of readOutcomes(run, { ...options, onNote })) outcomes.push(outcome);
  } catch (thrown) {
    error = thrown;
  }
  return { outcomes, notes, error };
}
