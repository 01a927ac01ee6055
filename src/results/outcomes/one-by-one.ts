import type { Outcome } from './outcome.ts';

/** Gives outcomes that come some at a time one by one. */
export async function* oneByOne(
  batches: AsyncIterable<Iterable<Outcome>>,
): AsyncGenerator<Outcome, void, undefined> {
  for await (const batch of batches) for (const outcome of batch) yield outcome;
}
