import type { Run } from '../../dataset/index.ts';
import { needsRequest } from '../../jobs/index.ts';
import {
  type EstimateOptions,
  type FoundPrice,
  type Interval,
  projectedCost,
  SampledSum,
} from '../../pricing/index.ts';
import {
  type AnswerOptions,
  incompleteReason,
  type Outcome,
  type OutcomeSummary,
  type PaidTokens,
  readSavedOutcomes,
  runCost,
  savedSums,
  summarizeOutcomes,
} from '../../results/index.ts';

/** What the others are expected to take, by what the canary took. */
export interface CanaryProjection {
  /** Tokens that are read. */
  readonly input: Interval;
  /** Tokens that are written. */
  readonly output: Interval;
  /** USD; undefined where the price is not known. */
  readonly cost: Interval | undefined;
}

/** What a canary came to, and what that says of the others. */
export interface CanaryReport {
  /** Folders of its jobs. */
  readonly jobs: readonly string[];
  /** Outcomes: of its records, and of rows that share their answers. */
  readonly outcomes: number;
  /** Those that did not succeed, for whatever reason. */
  readonly failed: number;
  /** Those that succeeded and were cut off, filtered or refused. */
  readonly incomplete: number;
  /** By status, finish reason and error, with examples. */
  readonly summary: OutcomeSummary;
  /** Tokens that it used, and what they cost. */
  readonly paid: PaidTokens;
  readonly price: FoundPrice;
  /** Records of the jobs that are still to be asked for, padding included. */
  readonly rest: number;
  /**
   * Tokens and cost of the rest, as intervals that hold for about 95 of 100 samples, as if each record of it were answered. Undefined where fewer than two
   * answers said their tokens. Tokens of a cache are left out.
   */
  readonly projected: CanaryProjection | undefined;
}

/** What a report is made with. */
interface ReportOptions
  extends AnswerOptions,
    Pick<EstimateOptions, 'priceIn' | 'priceOut' | 'region'> {}

/**
 * Says what the canary of a run came to, by its outcomes, which are saved. Memory: a few numbers, and those of the summary.
 *
 * @param folders Of its jobs.
 */
export async function canaryReport(
  run: Run,
  folders: readonly string[],
  { answer, priceIn, priceOut }: ReportOptions,
): Promise<CanaryReport> {
  const tally = new Tally();
  const saved = readSavedOutcomes(run, { answer, jobs: folders });
  const summary = await summarizeOutcomes(tally.through(saved));
  const sums = savedSums(run.state.jobs.filter(({ folder }) => folders.includes(folder)));
  const {
    models,
    jobs: _jobs,
    tags: _tags,
    rounds: _rounds,
    ...paid
  } = runCost(run, sums, {
    priceIn,
    priceOut,
  });
  const price = models[0]?.price ?? { kind: 'unknown', reason: 'nothing was asked' };
  const rest = restOf(run, folders);
  return Object.freeze({
    jobs: folders,
    outcomes: summary.outcomes,
    failed: tally.failed,
    incomplete: tally.incomplete,
    summary,
    paid,
    price,
    rest,
    projected: tally.projected(rest, price),
  });
}

/** Counts the records of jobs that are to be asked for beside the canary. */
function restOf({ state, dataset }: Run, folders: readonly string[]): number {
  const asked = state.jobs.filter((job) => !needsRequest(job)).map(({ folder }) => folder);
  return dataset.manifest.jobs
    .filter(({ folder }) => !folders.includes(folder) && !asked.includes(folder))
    .reduce((sum, { records }) => sum + records, 0);
}

/** What outcomes add up to besides their summary. */
class Tally {
  failed = 0;
  incomplete = 0;
  readonly #input = new SampledSum();
  readonly #output = new SampledSum();

  async *through(outcomes: AsyncIterable<Outcome>): AsyncGenerator<Outcome, void, undefined> {
    for await (const outcome of outcomes) {
      const { status, usage } = outcome;
      if (status !== 'succeeded') this.failed += 1;
      else if (incompleteReason(outcome) !== undefined) this.incomplete += 1;
      const { inputTokens, outputTokens } = usage ?? {};
      if (inputTokens !== undefined) {
        this.#input.add(inputTokens);
        // an embedding has none
        this.#output.add(outputTokens ?? 0);
      }
      yield outcome;
    }
  }

  projected(rest: number, price: FoundPrice): CanaryProjection | undefined {
    const [input, output] = [this.#input.of(rest), this.#output.of(rest)];
    if (input === undefined || output === undefined) return undefined;
    return { input, output, cost: projectedCost({ input, output }, price) };
  }
}
