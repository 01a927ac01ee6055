import type { Outcome } from '../outcomes/outcome.ts';
import type { InPlace } from './outcome-spool.ts';

/** Rows that the build set aside, and where the others stood. */
export interface RejectedAmong {
  /** Their outcomes, in the order of the source. */
  readonly outcomes: AsyncIterable<Outcome>;
  /** Gives the number in the source of the row that was taken at a place. */
  readonly numberOf: (place: number) => number;
}

/**
 * Puts the outcomes of rows that the build set aside among those of the rows that were taken.
 *
 * @throws What reading them throws, behind the outcomes of all records: these were paid for.
 */
export async function* withRejected(
  taken: Iterable<InPlace>,
  { outcomes, numberOf }: RejectedAmong,
): AsyncGenerator<Outcome, void, undefined> {
  const rejected = new RejectedAhead(outcomes);
  try {
    for (const { place, outcome } of taken) {
      yield* rejected.before(() => numberOf(place));
      yield outcome;
    }
    yield* rejected.before(() => Infinity);
    rejected.throwFailure();
  } finally {
    await rejected.close();
  }
}

/** Rejected rows, read one ahead; what goes wrong there ends them, and is kept. */
class RejectedAhead {
  readonly #outcomes: AsyncIterator<Outcome>;
  #next: Outcome | undefined;
  #isOver = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(outcomes: AsyncIterable<Outcome>) {
    this.#outcomes = outcomes[Symbol.asyncIterator]();
  }

  /** Gives those before a row. */
  async *before(numberOf: () => number): AsyncGenerator<Outcome, void> {
    while (await this.#isBefore(numberOf)) {
      const outcome = this.#next;
      this.#next = undefined;
      if (outcome !== undefined) yield outcome;
    }
  }

  throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  async close(): Promise<void> {
    await this.#outcomes.return?.();
  }

  async #isBefore(numberOf: () => number): Promise<boolean> {
    if (this.#isOver) return false;
    try {
      this.#next ??= await this.#read();
      return this.#next !== undefined && (this.#next.rowNumber ?? 0) < numberOf();
    } catch (error) {
      this.#failure = { error };
      this.#isOver = true;
      return false;
    }
  }

  async #read(): Promise<Outcome | undefined> {
    const { done, value } = await this.#outcomes.next();
    if (done !== true) return value;
    this.#isOver = true;
    return undefined;
  }
}
