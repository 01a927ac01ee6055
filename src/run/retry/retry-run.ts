import { CostError, requireOption } from '../../core/index.ts';
import { findRun, ownRun, type Run } from '../../dataset/index.ts';
import { needsRequest, snapshotOf } from '../../jobs/index.ts';
import { answerCheck, saveBest } from '../../results/index.ts';
import { runBuilt } from '../built/run-built.ts';
import { requireUris } from '../dataset-uri.ts';
import { needsSubmission } from '../needs-submission.ts';
import { askRound } from '../on-demand/ask-round.ts';
import { requireRuntimeSdk } from '../on-demand/run-runtime.ts';
import type { RunProgress, RunReport } from '../run-report.ts';
import { saveAgreed } from '../saving/save-agreed.ts';
import { savedTotals } from '../saving/saved-totals.ts';
import { tellOutcomes } from '../saving/tell-outcomes.ts';
import { StageClock, type Tell } from '../stage-clock.ts';
import { foldersForgotten, waitForJobs } from '../wait-for-jobs.ts';
import { nextRound } from './next-round.ts';
import { RetryBudget, requireBatchPrices } from './retry-budget.ts';
import { attemptsOf, type RetryRunOptions } from './retry-options.ts';
import type { BegunRound, LeftRecords, RetryReport } from './retry-report.ts';
import { roundOutputUri } from './round-dataset.ts';

/**
 * Tries the records of a run again that are worth it, in rounds, until each succeeded, is not worth another try, or was asked
 * `maxAttempts` times; and gives one outcome for each of them, its best.
 *
 * First the run itself is brought to its end: its jobs are waited for, and one that ended before it processed anything is asked for again as a whole. Then
 * each round is a dataset of its own below the run (`runs/main/retries/0001`), with a run of its own, built of unprocessed and missing records and
 * of failures that may pass. So whatever holds of a run holds of a round: call it again, after a crash too, and it goes on where it was; nothing is
 * paid for twice. `readOutcomes` and `results` give the best outcomes from then on.
 *
 * Memory: the largest of its stages, and 24 bytes for each record that was tried again.
 *
 * @param run Run whose jobs were submitted.
 * @param options Where the records go, and how often they may be asked.
 * @returns What the run came to.
 * @throws {DatasetInvalidError} `DATASET_INVALID` where fewer records are left than a job needs, and `belowMinimum` does not say what
 *   to do then; what the rounds before came to is kept.
 * @throws {CostError} `COST_OVER_LIMIT` where the next round would cost more than `maxCost` leaves; what the rounds before came to is kept.
 * @throws {JobError} `JOB_OUTPUTS_DIFFER` where outputs are not those that Bedrock counted.
 * @throws {DatasetError} `DATASET_BUSY` where another process works on the run.
 * @throws {InvalidOptionError} `INVALID_OPTION` for attempts that cannot be, and URIs that Bedrock would refuse.
 * @throws What `uploadDataset`, `submitJobs`, `watchRun` and `readOutcomes` throw.
 *
 * @example Records that failed once
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { BedrockClient } from '@aws-sdk/client-bedrock';
 * import { S3Client } from '@aws-sdk/client-s3';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { retryRun, runDataset } from 'bedrock-batch/run';
 *
 * const asked = new Set<string>();
 * const emulator = await createEmulator({
 *   timeScale: 50,
 *   answer: ({ recordId }) => {
 *     const isBusy = recordId < '00000005' && !asked.has(recordId);
 *     asked.add(recordId);
 *     return isBusy ? { error: { errorCode: 503, errorMessage: 'busy' } } : { embedding: [1] };
 *   },
 * });
 * await emulator.createBucket('bucket');
 * const target = {
 *   to: 's3://bucket/batch/',
 *   roleArn: `arn:aws:iam::${emulator.account}:role/Batch`,
 *   s3: new S3Client(emulator.clientConfig),
 *   bedrock: new BedrockClient(emulator.clientConfig),
 *   pollSeconds: { first: 0.05, most: 0.5 },
 * };
 * const texts = Array.from({ length: 100 }, (_, index) => ({ text: `Text ${index}` }));
 * const { run, totals: before } = await runDataset(texts, {
 *   ...target,
 *   model: 'amazon.titan-embed-text-v2:0',
 *   prompt: '{{text}}',
 *   out: join(await mkdtemp(join(tmpdir(), 'example-')), 'texts'),
 * });
 *
 * const { totals } = await retryRun(run, { ...target, belowMinimum: 'pad' });
 *
 * console.assert(before.counts.failed === 4);
 * console.assert(totals.records === 100 && totals.counts.succeeded === 100);
 * await emulator.close();
 * ```
 */
export async function retryRun(run: Run, options: RetryRunOptions): Promise<RetryReport> {
  requireUris(run.dataset.folder, options);
  attemptsOf(options);
  requireBatchPrices(options);
  requireStop(options);
  answerCheck(options);
  if (options.belowMinimum === 'on-demand') await requireRuntimeSdk();
  const { name } = run;
  const budget = new RetryBudget(options);
  const ended = await endRun(run, { ...options, ...budget.next() });
  const owner = await ownRun(run.dataset, name);
  try {
    const there = await findRun(run.dataset, name, owner);
    if (there === undefined) throw new RangeError(`The run ${name} is gone`);
    const report = (end: End) => reportOf(there, { ...ended, ...end }, options);
    if (needsSubmission(there)) return await report({ failed: there, left: jobFailed(there) });
    const { forgotten } = ended;
    return await tryAgain({ run: there, forgotten, budget, report }, options);
  } finally {
    await owner.release();
  }
}

/** A program without types may say anything; what is left after a stop is tried again as all else is. */
function requireStop({ deadline }: RetryRunOptions): void {
  const then: string | undefined = deadline?.then;
  const expected = '"stop", and belowMinimum: "on-demand" for the few that are left';
  requireOption(then !== 'on-demand', { option: 'deadline.then', value: then, expected });
}

/**
 * Waits for the jobs of the run itself, and asks again for those that ended before they processed anything.
 *
 * @returns Paths of its own outcomes, and folders of jobs that Bedrock does not know any more.
 */
async function endRun(
  run: Run,
  options: RetryRunOptions,
): Promise<Pick<RunReport, 'outcomes' | 'forgotten'>> {
  if (needsSubmission(run)) {
    const onProgress = progressOf(0, options);
    return runBuilt(run.dataset, { ...options, answer: undefined, run: run.name, onProgress });
  }
  const clock = clockOf(0, options);
  const { done, jobs } = snapshotOf(run);
  const seen = done
    ? jobs
    : (await clock.time('wait', (tell) => waitForJobs(run, options, tell))).jobs;
  const forgotten = foldersForgotten(seen);
  const outcomes = await clock.time('results', (tell) =>
    saveAgreed(run, { ...options, forgotten, onProgress: tellOutcomes(tell) }),
  );
  return { outcomes, forgotten };
}

function progressOf(round: number, { onProgress }: RetryRunOptions) {
  return (progress: RunProgress): void => onProgress?.({ ...progress, round });
}

function clockOf(round: number, options: RetryRunOptions): StageClock {
  return new StageClock(progressOf(round, options));
}

/** What ended a retry. */
interface End {
  readonly left: LeftRecords | undefined;
  readonly failed: Run | undefined;
}

type MakeReport = (end: End) => Promise<RetryReport>;

/** A run whose records are tried again. */
interface Trying {
  readonly run: Run;
  /** Folders of its jobs that Bedrock does not know any more. */
  readonly forgotten: readonly string[];
  readonly budget: RetryBudget;
  readonly report: MakeReport;
}

async function tryAgain(trying: Trying, options: RetryRunOptions): Promise<RetryReport> {
  const { run, forgotten, report } = trying;
  const known = { ...options, forgotten };
  for (let last = 0; ; ) {
    const build = () => clockOf(last + 1, options).time('build', () => nextRound(run, known));
    const { round, left } = await keepingBest(report, build);
    if (round === undefined) return report({ left, failed: undefined });
    options.onRound?.(round);
    last = round.round;
    const tried = await tryRound(trying, round, options);
    // it would fail again at once
    if (tried !== undefined && needsSubmission(tried))
      return report({ left: jobFailed(tried), failed: tried });
  }
}

/** Asks the records of a round. Gives its run, where jobs did. */
async function tryRound(
  trying: Trying,
  round: BegunRound,
  options: RetryRunOptions,
): Promise<Run | undefined> {
  if (round.asked === 'on-demand') {
    const ask = (tell: Tell) =>
      askRound(trying.run, { round: round.round, dataset: round.dataset, options, tell });
    await clockOf(round.round, options).time('ask', ask);
    return undefined;
  }
  return runRound(trying, round, options);
}

/** What the rounds before came to is kept where the next one would cost too much. */
async function runRound(
  { run, budget, report }: Trying,
  { round, dataset }: BegunRound,
  options: RetryRunOptions,
): Promise<Run> {
  const onProgress = progressOf(round, options);
  const limits = budget.next();
  try {
    // answers are checked once, where all of them are merged
    const own = { answer: undefined, run: run.name, onProgress };
    const outputUri = roundOutputUri(run, round, options.outputUri);
    const tried = await runBuilt(dataset, { ...options, ...limits, ...own, outputUri });
    return tried.run;
  } catch (error) {
    if (!(error instanceof CostError)) throw error;
    await report({ left: undefined, failed: undefined });
    throw budget.explained(error);
  }
}

/** What the rounds before came to is kept where no other one can be built. */
async function keepingBest<Value>(report: MakeReport, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    await report({ left: undefined, failed: undefined });
    throw error;
  }
}

function jobFailed({ state }: Run): LeftRecords {
  const unprocessed = state.jobs
    .filter(needsRequest)
    .map(({ saved }) => saved?.counts.unprocessed ?? 0);
  const records = unprocessed.reduce((sum, count) => sum + count, 0);
  return { records, why: 'job-failed', causes: [] };
}

async function reportOf(
  run: Run,
  { left, failed, outcomes }: End & Pick<RunReport, 'outcomes'>,
  { answer }: RetryRunOptions,
): Promise<RetryReport> {
  const end = { run, left, failed };
  const best = await saveBest(run, { answer });
  if (best === undefined)
    return Object.freeze({ ...end, rounds: [], totals: savedTotals(run), outcomes });
  const { path, totals, rounds } = best;
  return Object.freeze({ ...end, rounds, totals, outcomes: [path] });
}
