import type { JobRequest, Run, Tag } from '../../dataset/index.ts';
import { type EstimateOptions, type FoundPrice, priceInForce } from '../../pricing/index.ts';
import { addTokens, type JobOutcomes, type TriedRound } from '../outcomes/job-outcomes.ts';
import { type PaidTokens, paidFor, sumPaid } from './paid-tokens.ts';

/** What a run has cost, by the tokens that its outputs say were used. */
export interface RunCost extends PaidTokens {
  readonly jobs: readonly JobCost[];
  readonly models: readonly ModelCost[];
  /** Each tag of jobs; a job with several counts for each of them. */
  readonly tags: readonly (PaidTokens & Tag)[];
  /** Rounds of retries. */
  readonly rounds: readonly RoundCost[];
}

/** What a job has cost. */
export interface JobCost extends PaidTokens {
  readonly folder: string;
  readonly model: string;
}

/** What the jobs of a model have cost. */
export interface ModelCost extends PaidTokens {
  readonly model: string;
  readonly price: FoundPrice;
}

/** What a round of retries has cost; of what was asked on demand no price is known. */
export interface RoundCost extends PaidTokens {
  readonly round: number;
  readonly asked?: 'on-demand' | undefined;
}

/** What tokens cost, and what was tried again. */
export interface RunCostOptions extends Pick<EstimateOptions, 'priceIn' | 'priceOut'> {
  /** What `onRetries` of {@link readOutcomes} was called with. Default: nothing was tried again. */
  readonly rounds?: readonly TriedRound[] | undefined;
}

/**
 * Says what a run has cost: the tokens that the outputs say were used, padding and retries included, times the dated price of its model in
 * its region. What is not known is undefined, never guessed.
 *
 * It is no bill: failed records whose output says no tokens count as none, and tokens that were read from a cache or written into one, whose
 * prices were not read, are counted and not priced. Nothing is asked of AWS. Memory: a few numbers for each job.
 *
 * @param run Run that the outcomes are of.
 * @param jobs What `onJob` of {@link readOutcomes} was called with.
 * @param options Own prices, and what was tried again.
 * @throws {InvalidOptionError} `INVALID_OPTION` for prices as `estimateDataset`.
 *
 * @example Of no job
 * ```ts no-run
 * import { openRun } from 'bedrock-batch/run';
 * import { type JobOutcomes, readOutcomes, runCost } from 'bedrock-batch/results';
 *
 * const run = await openRun('movies');
 * const jobs: JobOutcomes[] = [];
 * for await (const _ of readOutcomes(run, { onJob: (job) => jobs.push(job) })) continue;
 * console.log(runCost(run, jobs).cost);
 * ```
 */
export function runCost(
  run: Run,
  jobs: Iterable<JobOutcomes>,
  { rounds = [], ...options }: RunCostOptions = {},
): RunCost {
  const prices = new Prices(run, options);
  const found = [...jobs].map((job) => costOf(job, run, prices));
  const model = found[0]?.model ?? run.dataset.manifest.model;
  const tried = rounds.map(({ round, asked, totals }): RoundCost => {
    const { tokens, paddingTokens } = totals;
    const price = asked === undefined ? prices.of(model) : undefined;
    return { round, asked, ...paidFor(addTokens(tokens, paddingTokens), price) };
  });
  return Object.freeze({
    ...sumPaid([...found, ...tried]),
    jobs: found.map(({ tags: _tags, ...job }) => job),
    models: groupsOf(found, (job) => [job.model]).map(([name, of]) => ({
      model: name,
      price: prices.of(name),
      ...sumPaid(of),
    })),
    tags: groupsOf(found, (job) => job.tags.map((tag) => JSON.stringify(tag))).map(([tag, of]) => ({
      ...(JSON.parse(tag) as Tag),
      ...sumPaid(of),
    })),
    rounds: tried,
  });
}

interface TaggedCost extends JobCost {
  readonly tags: readonly Tag[];
}

function costOf({ folder, tokens, padding }: JobOutcomes, run: Run, prices: Prices): TaggedCost {
  const request: JobRequest | undefined = run.lastAttempt(folder)?.request;
  const model = request?.modelId ?? run.dataset.manifest.model;
  const tags = (request?.tags ?? []).map(({ key, value }) => ({ key, value }));
  const paid = paidFor(addTokens(tokens, padding.tokens), prices.of(model));
  return { folder, model, tags, ...paid };
}

/** The price of each model, looked up once. */
class Prices {
  readonly #run: Run;
  readonly #options: RunCostOptions;
  readonly #found = new Map<string, FoundPrice>();

  constructor(run: Run, options: RunCostOptions) {
    this.#run = run;
    this.#options = options;
  }

  of(model: string): FoundPrice {
    const { manifest } = this.#run.dataset;
    const { region } = this.#run.state.target;
    const baseModel = model === manifest.model ? manifest.baseModel : undefined;
    const found =
      this.#found.get(model) ?? priceInForce({ model, baseModel }, { ...this.#options, region });
    this.#found.set(model, found);
    return found;
  }
}

function groupsOf(
  jobs: readonly TaggedCost[],
  keysOf: (job: TaggedCost) => readonly string[],
): readonly (readonly [string, readonly TaggedCost[]])[] {
  const groups = new Map<string, TaggedCost[]>();
  for (const job of jobs)
    for (const key of keysOf(job)) {
      const group = groups.get(key) ?? [];
      group.push(job);
      groups.set(key, group);
    }
  return [...groups];
}
