import type { Outcome } from '../outcomes/outcome.ts';
import { type OutcomePair, pairOf } from './compare-outcomes.ts';
import { WaitingOutcomes } from './waiting-outcomes.ts';

/** Options of {@link diffOutcomes}. */
export interface DiffOptions {
  /** Folder for a file with what waits; it is gone with the process. Default: memory. */
  readonly tmp?: string | undefined;
}

/**
 * Puts the outcomes of two runs side by side, record by record: those of two models, or of two prompts.
 *
 * Both are read at once, and records are matched by `recordId`. Outcomes that come in the same order, such as those of one source with `order: 'source'`,
 * match as they come; others wait for theirs. Rows that a build rejected are left out, for they were asked of neither.
 *
 * Memory: some 40 bytes for each outcome that has waited, and none for the others; what waits is in a file in `tmp`, or in memory without one.
 *
 * @param a Outcomes of the first run.
 * @param b Outcomes of the second.
 * @param options Where to put what waits.
 * @yields A pair for each record, in the order in which the second of the two came, and at the end those that only one run has.
 * @throws {DatasetError} `DATASET_WRITE`, and what reading the outcomes throws.
 *
 * @example Two models
 * ```ts
 * import { diffOutcomes, type Outcome } from 'bedrock-batch/results';
 *
 * // as well: readSavedOutcomes(run, { order: 'source' })
 * async function* outcomes(genre: string): AsyncGenerator<Outcome> {
 *   yield { recordId: '1', status: 'succeeded', text: 'Drama' };
 *   yield { recordId: '2', status: 'succeeded', text: genre };
 * }
 * const changes: string[] = [];
 * for await (const pair of diffOutcomes(outcomes('Horror'), outcomes('Comedy'))) changes.push(pair.change);
 *
 * console.assert(changes.join() === 'same,different');
 * ```
 */
export async function* diffOutcomes(
  a: AsyncIterable<Outcome>,
  b: AsyncIterable<Outcome>,
  { tmp }: DiffOptions = {},
): AsyncGenerator<OutcomePair, void, undefined> {
  const sides = [new Side(a, tmp), new Side(b, tmp)] as const;
  const [first, second] = sides;
  try {
    for (;;) {
      const [left, right] = [await first.next(), await second.next()];
      if (left === undefined && right === undefined) break;
      if (left !== undefined && left.recordId === right?.recordId) {
        yield pairOf(left, right);
        continue;
      }
      // one at a time: what the first has left to wait may be what the second gave now
      const ofLeft = left && first.matchOrWait(left, second);
      if (left !== undefined && ofLeft !== undefined) yield pairOf(left, ofLeft);
      const ofRight = right && second.matchOrWait(right, first);
      if (right !== undefined && ofRight !== undefined) yield pairOf(ofRight, right);
    }
    yield* alone(first, second);
  } finally {
    for (const side of sides) await side.close();
  }
}

/** Gives what only one of the runs has, once both have been read. */
function* alone(a: Side, b: Side): Generator<OutcomePair> {
  for (const outcome of a.waiting.rest())
    yield Object.freeze({ recordId: outcome.recordId, change: 'only-a', a: outcome });
  for (const outcome of b.waiting.rest())
    yield Object.freeze({ recordId: outcome.recordId, change: 'only-b', b: outcome });
}

/** One of the two runs: what comes from it, and what of it waits. */
class Side {
  readonly waiting: WaitingOutcomes;
  readonly #outcomes: AsyncIterator<Outcome>;

  constructor(outcomes: AsyncIterable<Outcome>, tmp: string | undefined) {
    this.#outcomes = outcomes[Symbol.asyncIterator]();
    this.waiting = new WaitingOutcomes(tmp);
  }

  async next(): Promise<Outcome | undefined> {
    for (;;) {
      const { done, value } = await this.#outcomes.next();
      if (done === true) return undefined;
      if (value.status !== 'rejected') return value;
    }
  }

  /** Gives the outcome of the same record that waits on the other side; without one this outcome waits. */
  matchOrWait(outcome: Outcome, other: Side): Outcome | undefined {
    const match = other.waiting.take(outcome.recordId);
    if (match === undefined) this.waiting.put(outcome);
    return match;
  }

  async close(): Promise<void> {
    this.waiting.close();
    await this.#outcomes.return?.();
  }
}
