import type { Outcome } from './outcome.ts';

/** Gives outcomes that come some at a time one by one. */
export async function* oneByOne(
  batches: AsyncIterable<Iterable<Outcome>>,
): AsyncGenerator<Outcome, void, undefined> {
  for await (const batch of batches) for (const outcome of batch) yield outcome;
}

/** Gives outcomes that come one by one as batches: each waits for the one before. */
export async function* inBatches(
  outcomes: AsyncIterable<Outcome>,
): AsyncGenerator<Iterable<Outcome>, void, undefined> {
  for await (const outcome of outcomes) yield [outcome];
}
