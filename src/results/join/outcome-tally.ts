import type { JobOutcomes, OutputAnomaly, OutputManifest } from '../outcomes/job-outcomes.ts';
import { addTo, frozen, noSums, type Tallied } from '../outcomes/outcome-sums.ts';

const KEPT_ANOMALIES = 100;

/** Adds up the outcomes of one job while they go by. Memory: 100 anomalies and 100 conflicts. */
export class OutcomeTally {
  readonly #records = noSums();
  readonly #padding = noSums();
  #repeats = 0;
  readonly #examples: OutputAnomaly[] = [];
  readonly #conflicts: OutputAnomaly[] = [];
  #anomalies = 0;
  #conflictCount = 0;

  add(outcome: Tallied): void {
    addTo(this.#records, outcome);
  }

  /** Adds a row that shares the answer of a record, whose tokens are counted there. */
  addRepeat(outcome: Tallied): void {
    this.#repeats += 1;
    addTo(this.#records, { ...outcome, usage: undefined });
  }

  addPadding(outcome: Tallied): void {
    addTo(this.#padding, outcome);
  }

  addAnomaly(anomaly: OutputAnomaly): void {
    const isConflict = anomaly.kind === 'conflict';
    const kept = isConflict ? this.#conflicts : this.#examples;
    this.#anomalies += 1;
    if (isConflict) this.#conflictCount += 1;
    if (kept.length < KEPT_ANOMALIES) kept.push(Object.freeze(anomaly));
  }

  finish(
    job: Pick<
      JobOutcomes,
      'folder' | 'jobArn' | 'status' | 'outputUri' | 'stated' | 'statedBefore' | 'counted'
    >,
    outputManifest: OutputManifest | undefined,
  ): JobOutcomes {
    return Object.freeze({
      ...job,
      ...frozen(this.#records),
      ...(this.#repeats > 0 && { repeats: this.#repeats }),
      padding: frozen(this.#padding),
      outputManifest,
      anomalies: this.#anomalies,
      conflicts: this.#conflictCount,
      anomalyExamples: Object.freeze(
        [...this.#conflicts, ...this.#examples].slice(0, KEPT_ANOMALIES),
      ),
    });
  }
}
