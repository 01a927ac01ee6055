import type { Outcome } from '../outcomes/outcome.ts';
import type { OutcomeWriter } from '../table/outcome-writer.ts';

/** Bytes of a file of outcomes, which are valid until the next ones; at the end how many outcomes there are. */
export type OutcomePieces = AsyncGenerator<Uint8Array, number, undefined>;

/** Gives the bytes that a writer makes of outcomes, which come some at a time. */
export async function* outcomePieces(
  batches: AsyncIterable<Iterable<Outcome>>,
  writer: OutcomeWriter,
): OutcomePieces {
  let count = 0;
  for await (const batch of batches) {
    for (const outcome of batch) {
      writer.add(outcome);
      count += 1;
      if (writer.isFull) yield writer.take();
    }
  }
  yield writer.finish();
  return count;
}
