import { lineWith } from '../../builders/index.ts';
import { decodeUtf8, JobError, quote, withoutSeparators } from '../../core/index.ts';
import { fetchFiles, REPEATS_NAME, type Run, recordOrder, spanOfJob } from '../../dataset/index.ts';
import { startingOver } from '../../io/index.ts';
import { modelInputBytes } from '../../validators/index.ts';
import { agreementOf } from '../agreement/agreement.ts';
import { requireAgreement } from '../agreement/outputs-differ.ts';
import { answerCheck } from '../answers/check-answer.ts';
import { shardChanged } from '../inputs/changed-shards.ts';
import { InputIndex } from '../inputs/input-index.ts';
import type { JobOutcomes } from '../outcomes/job-outcomes.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { oneByOne } from '../outcomes/outcome-batch.ts';
import { bestBatches } from '../reading/outcome-batches.ts';
import type { ReadOutcomesOptions } from '../reading/read-outcomes-options.ts';
import { KeptRepeats } from '../repeats/kept-repeats.ts';
import type { BestReading } from '../tried/read-best.ts';
import { TriedAgain } from '../tried/tried-again.ts';
import { type RetryCause, RetryCauses } from './retry-causes.ts';
import { isWorthRetrying, type RetryReason } from './retry-reason.ts';

/** Options of {@link retryRecords}. */
interface RetryRecordsOptions extends ReadOutcomesOptions {
  readonly acceptMissing?: boolean | undefined;
  readonly retryOn?: readonly RetryReason[] | undefined;
  readonly maxAttempts?: number | undefined;
  readonly unansweredOf?: readonly string[] | undefined;
  readonly onCauses?: ((causes: readonly RetryCause[]) => void) | undefined;
}

const NOT_BUILT =
  'no dataset was written, for records that were answered would be paid for a second time';

/**
 * Gives the records of a run that are worth trying again, in the order of the dataset, byte for byte as they were. Behind each come the
 * rows that share its answer, as records of the same model input.
 *
 * Memory: as `readOutcomes`.
 *
 * @throws {JobError} `JOB_OUTPUTS_DIFFER`, before the first record of a job whose outputs are not those that Bedrock counted, or
 *   that completed and has records without a line while nothing tells whether they had one.
 */
export async function* retryRecords(
  run: Run,
  options: RetryRecordsOptions,
): AsyncGenerator<readonly Uint8Array[]> {
  const check = answerCheck(options);
  const tried = await TriedAgain.open(run, check);
  try {
    yield* recordsToRetry({ run, tried, check }, options);
  } finally {
    tried?.close();
  }
}

/** A run, and what of it was tried again. */
type TriedRun = Omit<BestReading, 'onJob'>;

async function* recordsToRetry(
  of: TriedRun,
  options: RetryRecordsOptions,
): AsyncGenerator<readonly Uint8Array[]> {
  const { run } = of;
  if (run.dataset.manifest.repeats !== undefined) await fetchFiles(run.dataset, [REPEATS_NAME]);
  const repeats = KeptRepeats.open(run.dataset);
  const order = recordOrder(run.dataset.manifest);
  let before = 0;
  for (const datasetJob of run.dataset.manifest.jobs) {
    const { records } = datasetJob;
    if (options.unansweredOf?.includes(datasetJob.folder) === false) {
      before += records;
      continue;
    }
    const ofJob = repeats?.ofJob(spanOfJob(order, { before, records }));
    const index = await InputIndex.read(run.dataset, datasetJob, { withLines: true });
    try {
      const { folder } = datasetJob;
      const positions = await startingOver(() => positionsToRetry(of, folder, index, options));
      if (positions.length > 0 && index.changed.length > 0)
        throw shardChanged(run, index, 'its records are not those that were submitted');
      for (const position of positions) {
        const line = lineAt(index, position);
        const rows = ofJob?.of(order.recordAt(before + position + 1)) ?? [];
        yield [line, ...Array.from(rows, ({ recordId }) => lineOfRepeat(line, recordId))];
      }
    } finally {
      index.close();
    }
    before += records;
  }
}

async function positionsToRetry(
  of: TriedRun,
  folder: string,
  index: InputIndex,
  options: RetryRecordsOptions,
): Promise<readonly number[]> {
  const { maxAttempts = Infinity } = options;
  const causes = new RetryCauses();
  const positions: number[] = [];
  const jobs: JobOutcomes[] = [];
  const batches = bestBatches(of, {
    ...options,
    source: undefined,
    withRecord: false,
    jobs: [folder],
    onJob: (job) => jobs.push(job),
  });
  for await (const outcome of oneByOne(batches)) {
    if (!isWanted(outcome, options)) continue;
    // rows that share an answer are no records, and are tried again with theirs
    const position = index.positionOf(outcome.recordId);
    if (position === undefined) continue;
    const isTried = (outcome.attempts ?? 1) < maxAttempts;
    causes.add(outcome, isTried);
    if (isTried) positions.push(position);
  }
  if (options.acceptMissing !== true) {
    requireAgreement(jobs, { state: NOT_BUILT });
    jobs.forEach(requireKnownEnd);
  }
  options.onCauses?.(causes.all);
  return positions.sort((a, b) => a - b);
}

/** Tells whether a record is tried again: what is worth it, or only what was never answered. */
function isWanted(outcome: Outcome, { retryOn, unansweredOf }: RetryRecordsOptions): boolean {
  const { status } = outcome;
  if (unansweredOf !== undefined) return status === 'unprocessed' || status === 'missing';
  return isWorthRetrying(outcome, retryOn);
}

/** A job that completed answered every record, and one that was never seen to end may still do so. */
function requireKnownEnd(job: JobOutcomes): void {
  const mayBeAnswered = job.counts.missing + job.padding.counts.missing > 0;
  if (!mayBeAnswered || agreementOf(job).status !== 'unknown') return;
  const message = `Records of ${quote(job.folder)} have no line in the outputs, and neither counts nor a manifest.json.out say whether they were answered; ${NOT_BUILT}`;
  throw new JobError('JOB_OUTPUTS_DIFFER', message, {
    operation: 'readOutcomes',
    jobArn: job.jobArn,
    hint: 'Look at the outputs in S3; where there are no others, try the records again with --accept-missing',
  });
}

function lineAt(index: InputIndex, position: number): Uint8Array {
  const text = index.lineAt(position);
  const line = new Uint8Array(text.length + 1);
  line.set(text);
  line[text.length] = 10;
  return line;
}

/** Writes a row that shares the answer of a record as a record of its own. */
function lineOfRepeat(line: Uint8Array, recordId: string): Uint8Array {
  const modelInput = decodeUtf8(modelInputBytes(line) ?? new Uint8Array());
  return Buffer.from(withoutSeparators(lineWith(recordId, modelInput)));
}
