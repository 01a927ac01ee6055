import type {
  IncompleteCounts,
  JobOutcomes,
  OutcomeCounts,
  OutputAnomaly,
  OutputManifest,
  TokenTotals,
} from '../outcomes/job-outcomes.ts';
import { incompleteReason, type RecordStatus } from '../outcomes/outcome.ts';
import type { LineOutcome } from '../outputs/output-line.ts';

const KEPT_ANOMALIES = 100;

type Sums = {
  counts: Record<RecordStatus, number>;
  incomplete: Record<keyof IncompleteCounts, number>;
  unjudged: number;
  tokens: { inputTokens: number; outputTokens: number };
};

type Tallied = Pick<LineOutcome, 'status' | 'finishReason' | 'usage' | 'isUnjudged'>;

const noSums = (): Sums => ({
  counts: { succeeded: 0, failed: 0, unprocessed: 0, missing: 0 },
  incomplete: { length: 0, 'content-filter': 0, refusal: 0, other: 0 },
  unjudged: 0,
  tokens: { inputTokens: 0, outputTokens: 0 },
});

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

function addTo(sums: Sums, outcome: Tallied): void {
  const { status, usage, isUnjudged } = outcome;
  const reason = incompleteReason(outcome);
  sums.counts[status] += 1;
  if (reason !== undefined) sums.incomplete[reason] += 1;
  if (isUnjudged === true) sums.unjudged += 1;
  sums.tokens.inputTokens += usage?.inputTokens ?? 0;
  sums.tokens.outputTokens += usage?.outputTokens ?? 0;
}

function frozen({ counts, incomplete, unjudged, tokens }: Sums): {
  readonly counts: OutcomeCounts;
  readonly incomplete: IncompleteCounts;
  readonly unjudged: number;
  readonly tokens: TokenTotals;
} {
  return Object.freeze({
    counts: Object.freeze({ ...counts }),
    incomplete: Object.freeze({ ...incomplete }),
    unjudged,
    tokens: Object.freeze({ ...tokens }),
  });
}
