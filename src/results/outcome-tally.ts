import type { Usage } from '../models/index.ts';
import type {
  JobOutcomes,
  OutcomeCounts,
  OutputAnomaly,
  OutputManifest,
  TokenTotals,
} from './job-outcomes.ts';
import type { Outcome, OutcomeStatus } from './outcome.ts';

const KEPT_ANOMALIES = 100;

type Sums = {
  counts: Record<OutcomeStatus, number>;
  tokens: { inputTokens: number; outputTokens: number };
};

const noSums = (): Sums => ({
  counts: { succeeded: 0, failed: 0, unprocessed: 0, missing: 0 },
  tokens: { inputTokens: 0, outputTokens: 0 },
});

/** Adds up the outcomes of one job while they go by. Memory: 100 anomalies. */
export class OutcomeTally {
  readonly #records = noSums();
  readonly #padding = noSums();
  readonly #examples: OutputAnomaly[] = [];
  #anomalies = 0;

  add(outcome: Pick<Outcome, 'status' | 'usage'>): void {
    addTo(this.#records, outcome);
  }

  addPadding(outcome: Pick<Outcome, 'status' | 'usage'>): void {
    addTo(this.#padding, outcome);
  }

  addAnomaly(anomaly: OutputAnomaly): void {
    this.#anomalies += 1;
    if (this.#examples.length < KEPT_ANOMALIES) this.#examples.push(Object.freeze(anomaly));
  }

  finish(
    job: Pick<JobOutcomes, 'folder' | 'jobArn' | 'status' | 'outputUri' | 'stated' | 'counted'>,
    outputManifest: OutputManifest | undefined,
  ): JobOutcomes {
    return Object.freeze({
      ...job,
      ...frozen(this.#records),
      padding: frozen(this.#padding),
      outputManifest,
      anomalies: this.#anomalies,
      anomalyExamples: Object.freeze([...this.#examples]),
    });
  }
}

function addTo(
  sums: Sums,
  { status, usage }: { readonly status: OutcomeStatus; readonly usage?: Usage | undefined },
): void {
  sums.counts[status] += 1;
  sums.tokens.inputTokens += usage?.inputTokens ?? 0;
  sums.tokens.outputTokens += usage?.outputTokens ?? 0;
}

function frozen({ counts, tokens }: Sums): {
  readonly counts: OutcomeCounts;
  readonly tokens: TokenTotals;
} {
  return Object.freeze({
    counts: Object.freeze({ ...counts }),
    tokens: Object.freeze({ ...tokens }),
  });
}
