import { canonicalJson, lateSchema } from '../../core/index.ts';
import { collectedFolder, type Run, retryRounds, sha256 } from '../../dataset/index.ts';
import type { Home } from '../../io/index.ts';
import {
  type JobOutcomes,
  type Outcome,
  OutcomeCounter,
  type OutcomeProgress,
  type OutcomeTotals,
  outcomeBatches,
  type ReadOutcomesOptions,
  requireAgreement,
  sumOutcomes,
} from '../../results/index.ts';
import { type Share, shareOf, sharePath, sharesOf, sumsOfShare } from './share.ts';
import { writeShare } from './write-share.ts';

/** Options of {@link collectOutcomes}. */
export interface CollectOptions
  extends Pick<
    ReadOutcomesOptions,
    's3' | 'profile' | 'endpoint' | 'withRecord' | 'forgotten' | 'signal' | 'expectedBucketOwner'
  > {
  /** Which share, counted from 0. */
  readonly index: number;
  /** How many shares there are. Default: one for each job. */
  readonly of?: number | undefined;
  /** Whether outcomes are kept although the outputs are not those that Bedrock counted. Default false. */
  readonly acceptMissing?: boolean | undefined;
  /** Told how many outcomes are read. */
  readonly onProgress?: ((progress: OutcomeProgress) => void) | undefined;
}

/** Outcomes of a share that were written, or were there. Plain JSON. */
export interface CollectedShare {
  readonly index: number;
  readonly of: number;
  /** How many jobs are in it. */
  readonly jobs: number;
  /** Path of the file, or URI of the object, with one outcome a line. */
  readonly outcomes: string;
  /** What retries took is the whole run's, and not among them. */
  readonly totals: OutcomeTotals;
  /** Whether they were there already, so that nothing was read. */
  readonly reused: boolean;
}

/** Which shares of a run are collected. Plain JSON. */
export interface CollectStatus {
  readonly of: number;
  readonly collected: number;
  /** Those that are not, counted from 0. */
  readonly missing: readonly number[];
}

const sumsSchema = lateSchema((z) =>
  z.object({ key: z.string(), totals: z.looseObject({ records: z.int().min(0) }) }),
);

/**
 * Reads the outputs of a share of the jobs of a run, joins them to their records, and writes one outcome a line beside the run, in a folder and in S3 alike. All shares
 * together have one outcome for every input, in the order of the jobs; the last one has the rows that the build set aside too.
 *
 * It may be killed and called again, on any machine, also while another one does the same: what is seen is whole. Where it is there of the same jobs, nothing is read.
 * Of a run in S3 the outcomes are written below the folder for temporary files first. Memory: as `readOutcomes`, of one job at a time.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where there is no such share.
 * @throws {JobError} `JOB_STATE` where a job of the share has not ended, `JOB_OUTPUTS_DIFFER` where its outputs are not those that Bedrock counted and `acceptMissing` is not set.
 * @throws {DatasetError} `DATASET_CHANGED`, `DATASET_WRITE`; {@link S3Error} what S3 refuses.
 */
export async function collectOutcomes(
  run: Run,
  { index, of, acceptMissing = false, onProgress, ...reading }: CollectOptions,
): Promise<CollectedShare> {
  const { home } = run.dataset;
  const share = shareOf(run, index, of);
  const path = sharePath(run.name, share);
  const key = await keyOf(run, share, { withRecord: reading.withRecord });
  const collected = { index, of: share.of, jobs: share.jobs.length };
  const place = { ...collected, outcomes: home.nameOf(`${path}.jsonl`) };
  const there = await totalsThere(home, path, key);
  if (there !== undefined) return Object.freeze({ ...place, totals: there, reused: true });
  const reader = new ShareReader(run, share, { acceptMissing, onProgress, reading });
  // a killed one leaves no sums, and so nothing that counts
  await home.remove(`${path}.json`);
  await writeShare({ home, path: `${path}.jsonl` }, reader.batches(), reading.signal);
  const { totals } = reader;
  await home.create(`${path}.json`, `${JSON.stringify({ version: 1, key, totals })}\n`);
  return Object.freeze({ ...place, totals, reused: false });
}

/** Tells which shares of a run are collected. */
export async function collectStatus(
  run: Run,
  { of: asked }: Pick<CollectOptions, 'of'> = {},
): Promise<CollectStatus> {
  const of = sharesOf(run, asked);
  const names = await run.dataset.home.names(collectedFolder(run.name));
  const there = new Set(names.map((name) => sumsOfShare(name, of)));
  const missing = Array.from({ length: of }, (_, index) => index).filter(
    (index) => !there.has(index),
  );
  return { of, collected: of - missing.length, missing };
}

/** What outcomes are collected of, by which they are known again; undefined where records were tried again, for these may be so once more. */
async function keyOf(
  run: Run,
  { jobs }: Share,
  { withRecord = false }: Pick<CollectOptions, 'withRecord'>,
): Promise<string | undefined> {
  if ((await retryRounds(run)).length > 0) return undefined;
  const attempts = jobs.map(({ folder }) => {
    const { jobArn, attempt, seen } = run.lastAttempt(folder) ?? {};
    return { folder, jobArn, attempt, status: seen?.status, counts: seen?.counts };
  });
  const { digest } = run.dataset.manifest;
  return sha256(canonicalJson({ digest, run: run.name, attempts, withRecord }));
}

/** Gives what the outcomes come to that are there; undefined where there are none of the same jobs. */
async function totalsThere(
  home: Home,
  path: string,
  key: string | undefined,
): Promise<OutcomeTotals | undefined> {
  const text = key === undefined ? undefined : await home.readText(`${path}.json`);
  if (text === undefined || (await home.size(`${path}.jsonl`)) === undefined) return undefined;
  const read = sumsSchema().safeParse(parsed(text));
  return read.success && read.data.key === key
    ? (read.data.totals as unknown as OutcomeTotals)
    : undefined;
}

/** What is no JSON is of nobody. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface ShareReading {
  readonly acceptMissing: boolean;
  readonly onProgress: CollectOptions['onProgress'];
  readonly reading: ReadOutcomesOptions;
}

/** Reads the outcomes of a share, and adds them up. */
class ShareReader {
  readonly #run: Run;
  readonly #share: Share;
  readonly #how: ShareReading;
  readonly #jobs: JobOutcomes[] = [];

  constructor(run: Run, share: Share, how: ShareReading) {
    this.#run = run;
    this.#share = share;
    this.#how = how;
  }

  get totals(): OutcomeTotals {
    return sumOutcomes(this.#jobs, this.#rejected);
  }

  /** Rows that the build set aside; undefined where another share has them. */
  get #rejected(): number | undefined {
    const { rejected } = this.#run.dataset.manifest.rows ?? {};
    return this.#share.isLast ? rejected?.count : undefined;
  }

  /** @throws {JobError} `JOB_OUTPUTS_DIFFER` at the end, before what was written is seen. */
  async *batches(): AsyncGenerator<Iterable<Outcome>, void, undefined> {
    const { jobs, isLast } = this.#share;
    const { acceptMissing, onProgress, reading } = this.#how;
    const counter = new OutcomeCounter(this.#run, { jobs, rejected: this.#rejected }, onProgress);
    const batches = outcomeBatches(this.#run, {
      ...reading,
      jobs: jobs.map(({ folder }) => folder),
      rejected: isLast,
      areTexts: true,
      onJob: (job) => this.#jobs.push(job),
    });
    for await (const batch of batches) yield counted(batch, counter);
    if (!acceptMissing) requireAgreement(this.#jobs);
  }
}

/** Outcomes are made as they are taken, and so counted once they are. */
function* counted(batch: Iterable<Outcome>, counter: OutcomeCounter): Generator<Outcome> {
  let count = 0;
  for (const outcome of batch) {
    count += 1;
    yield outcome;
  }
  counter.add(count);
}
