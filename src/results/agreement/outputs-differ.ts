import { countOf, formatCount, JobError, quote } from '../../core/index.ts';
import type { JobOutcomes } from '../outcomes/job-outcomes.ts';
import { agreementOf, type Disagreement, type Witness } from './agreement.ts';

const NAMED_JOBS = 3;

/** What was left behind, for the end of the message. */
export interface RequireAgreementOptions {
  /** One clause. Default: `none of it is kept as final`. */
  readonly state?: string | undefined;
}

/**
 * Throws where the output lines of jobs are not those that Bedrock counted.
 *
 * @param jobs What `onJob` of {@link readOutcomes} was called with.
 * @throws {JobError} `JOB_OUTPUTS_DIFFER`, naming each number, who states it, and what the lines come to.
 *
 * @example Outputs of which half is gone
 * ```ts
 * import { isBedrockBatchError } from 'bedrock-batch';
 * import { requireAgreement, sumOutcomes } from 'bedrock-batch/results';
 *
 * const { counts, tokens } = sumOutcomes([]);
 * const sums = { counts: { ...counts, succeeded: 150, missing: 150 }, tokens };
 * const job = {
 *   ...{ folder: 'jobs/0000', ...sums, padding: sums, anomalies: 0, anomalyExamples: [] },
 *   stated: { total: 300, processed: 300, succeeded: 300, failed: 0 },
 *   counted: { records: 300, succeeded: 150, failed: 0, both: 0, strangers: { modelOutput: 0, error: 0 } },
 * };
 * let code = '';
 * try {
 *   requireAgreement([job]);
 * } catch (error) {
 *   code = isBedrockBatchError(error) ? error.code : '';
 * }
 * console.assert(code === 'JOB_OUTPUTS_DIFFER');
 * ```
 */
export function requireAgreement(
  jobs: Iterable<JobOutcomes>,
  { state = 'none of it is kept as final' }: RequireAgreementOptions = {},
): void {
  const differing = [...jobs].filter((job) => agreementOf(job).status === 'differs');
  const [first] = differing;
  if (first === undefined) return;
  const texts = differing.slice(0, NAMED_JOBS).map(jobText);
  const others = differing.length - texts.length;
  const rest = others === 0 ? [] : [`so do those of ${countOf(others, 'other job')}`];
  throw new JobError('JOB_OUTPUTS_DIFFER', [...texts, ...rest, state].join('; '), {
    operation: 'readOutcomes',
    jobArn: first.jobArn,
    isRetryable: true,
    hint: hintOf(differing),
  });
}

/**
 * Writes which numbers of a job do not agree, who says each, and what the output lines come to.
 */
export function disagreementText(disagreements: readonly Disagreement[]): string {
  const witnesses = new Set<Witness>(disagreements.map(({ statedBy }) => statedBy));
  const texts = [...witnesses].map((witness) => {
    const own = disagreements.filter(({ statedBy }) => statedBy === witness);
    return `${witness} says ${own.map(numberText).join(', ')}`;
  });
  return texts.join(', and ');
}

function numberText({ what, stated, counted }: Disagreement): string {
  return `${formatCount(stated)} ${what} (${formatCount(counted)} in the outputs)`;
}

function disagreementsOf(job: JobOutcomes): readonly Disagreement[] {
  const agreement = agreementOf(job);
  return agreement.status === 'differs' ? agreement.disagreements : [];
}

function jobText(job: JobOutcomes): string {
  const place = job.outputUri === undefined ? '' : ` in ${quote(job.outputUri, 200)}`;
  const numbers = disagreementText(disagreementsOf(job));
  return `The outputs of ${quote(job.folder)}${place} differ from what Bedrock counted: ${numbers}`;
}

function hintOf(jobs: readonly JobOutcomes[]): string {
  const isTooMuch = jobs
    .flatMap(disagreementsOf)
    .every(({ what, stated, counted }) => what !== 'processed' || counted > stated);
  const first = isTooMuch
    ? 'Take out of the folder what the job did not write, and run the same command again'
    : 'Run the same command again once all outputs can be seen';
  return `${first}; where they were deleted for good, accept what is there with --accept-missing`;
}
