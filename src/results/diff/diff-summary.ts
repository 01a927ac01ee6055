import type { Outcome } from '../outcomes/outcome.ts';
import { type OutcomeChange, type OutcomePair, outcomeChanges } from './compare-outcomes.ts';

/** Records that went one way in the first run and another in the second. */
export interface DiffGroup {
  readonly a: string;
  readonly b: string;
  readonly records: number;
}

/** What two runs come to side by side. */
export interface DiffSummary {
  /** Records of both runs and of one alone. */
  readonly records: number;
  readonly changes: Readonly<Record<OutcomeChange, number>>;
  /** By the statuses of both, where these differ; the most frequent first. */
  readonly statuses: readonly DiffGroup[];
  /** Of records that succeeded in both, by how their answers ended, where these differ; `unknown` where nobody could tell. */
  readonly finishReasons: readonly DiffGroup[];
  /** The first pairs that are not the same, as many as were asked for. */
  readonly examples: readonly OutcomePair[];
}

/** Adds pairs up. Memory: a number for each two statuses and each two finish reasons, and the examples. */
export class DiffSummarizer {
  readonly #most: number;
  readonly #changes: Record<OutcomeChange, number>;
  readonly #statuses = new Groups();
  readonly #finishReasons = new Groups();
  readonly #examples: OutcomePair[] = [];
  #records = 0;

  /** @param most How many examples are kept. */
  constructor(most: number) {
    this.#most = most;
    const zero = outcomeChanges.map((change) => [change, 0] as const);
    this.#changes = Object.fromEntries(zero) as Record<OutcomeChange, number>;
  }

  add(pair: OutcomePair): void {
    const { change, a, b } = pair;
    this.#records += 1;
    this.#changes[change] += 1;
    if (change !== 'same' && this.#examples.length < this.#most) this.#examples.push(pair);
    if (a === undefined || b === undefined) return;
    this.#statuses.add(a.status, b.status);
    if (a.status === 'succeeded' && b.status === 'succeeded')
      this.#finishReasons.add(endOf(a), endOf(b));
  }

  get summary(): DiffSummary {
    return Object.freeze({
      records: this.#records,
      changes: Object.freeze({ ...this.#changes }),
      statuses: this.#statuses.all,
      finishReasons: this.#finishReasons.all,
      examples: this.#examples,
    });
  }
}

const endOf = ({ finishReason }: Outcome): string => finishReason ?? 'unknown';

/** Counts what is one thing in the first run and another in the second. */
class Groups {
  readonly #groups = new Map<string, DiffGroup>();

  add(a: string, b: string): void {
    if (a === b) return;
    const key = `${a} ${b}`;
    const records = (this.#groups.get(key)?.records ?? 0) + 1;
    this.#groups.set(key, { a, b, records });
  }

  get all(): readonly DiffGroup[] {
    return [...this.#groups.values()].sort((one, other) => other.records - one.records);
  }
}
