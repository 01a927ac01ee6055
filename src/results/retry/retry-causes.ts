import type { Outcome, OutcomeStatus } from '../outcomes/outcome.ts';

/** Why records are worth trying again, and how many of them there are. */
export interface RetryCause {
  /** Best that became of them so far. */
  readonly status: OutcomeStatus;
  /** Code of the error, reason for which they were not processed, or how the answer ended. Absent where they are missing. */
  readonly why?: string | undefined;
  /** Records that are tried again. */
  readonly records: number;
  /** Others, which were asked as often as they may be. */
  readonly exhausted: number;
}

/** Counts records that are worth trying again by why they are. Memory: a few bytes for each cause. */
export class RetryCauses {
  readonly #causes = new Map<string, RetryCause>();

  /** @param isTried Whether it is tried again; else it was asked too often. */
  add({ status, error, reason, finishReason }: Outcome, isTried: boolean): void {
    const why = error?.code ?? reason ?? finishReason;
    const counts = isTried ? { records: 1, exhausted: 0 } : { records: 0, exhausted: 1 };
    this.addAll([{ status, why, ...counts }]);
  }

  /** Adds those of another job. */
  addAll(causes: Iterable<RetryCause>): void {
    for (const { status, why, ...counts } of causes) {
      const key = JSON.stringify([status, why]);
      const before = this.#causes.get(key);
      const records = counts.records + (before?.records ?? 0);
      const exhausted = counts.exhausted + (before?.exhausted ?? 0);
      this.#causes.set(key, Object.freeze({ status, why, records, exhausted }));
    }
  }

  /** All of them, the most frequent ones first. */
  get all(): readonly RetryCause[] {
    const size = ({ records, exhausted }: RetryCause) => records + exhausted;
    return [...this.#causes.values()].sort((a, b) => size(b) - size(a));
  }
}
