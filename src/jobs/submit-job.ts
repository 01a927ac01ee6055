import { JobError, quote } from '../core/index.ts';
import { type JobAttempt, type JobRequest, type JobSeen, type Run } from '../dataset/index.ts';
import { normalizeModelId } from '../models/index.ts';
import { fetchJob } from './bedrock-calls.ts';
import { findByName } from './find-by-name.ts';
import { type JobDetails, seenOf } from './job-details.ts';
import { endedWithNothing, isEnded } from './job-status.ts';
import { isSameRequest } from './plan-submission.ts';
import { lastAttempt, refreshJob, saveSeen } from './refresh-job.ts';
import { isRetryable, readPatiently } from './retryable.ts';
import { differencesFrom } from './same-request.ts';
import { type Reply, type Sending, sendRequest } from './send-request.ts';
import type { Submission } from './submission.ts';
import type { Attempt, SubmitStep } from './submit-progress.ts';

const CREATE = 'CreateModelInvocationJob';
/** Failed jobs of an earlier submission that is no longer on disk are stepped over, but not for ever. */
const MOST_STEPS = 50;
/** Milliseconds by which a job must be older than the submission to be taken for an earlier one's. */
const CLOCK_DIFFERENCE = 60_000;

/** What is told of a step besides its attempt. */
export interface StepDetails {
  readonly jobArn?: string | undefined;
  readonly since?: string | undefined;
  readonly reason?: string | undefined;
}

/** What submitting one job needs; the same for all jobs of a submission. */
export interface Submitting extends Omit<Sending, 'report'> {
  readonly run: Run;
  readonly submission: Submission;
  /** When the submission began, in milliseconds. */
  readonly startedAt: number;
  readonly lookupSeconds: number;
  readonly report: (attempt: Attempt, step: SubmitStep, details?: StepDetails) => void;
}

/** Takes one job as far as being with Bedrock, whatever an earlier process left behind. */
export async function submitJob(folder: string, context: Submitting): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await takeStep(folder, context)) return;
  }
  throw new JobError(
    'JOB_STATE',
    `${MOST_STEPS} attempts at ${folder} ended before anything was processed`,
    {
      operation: CREATE,
      hint: 'Look at why they failed with bedrock-batch jobs get, or begin another run with --run NAME',
    },
  );
}

/** Takes the next step with a job; true once it is with Bedrock. */
async function takeStep(folder: string, context: Submitting): Promise<boolean> {
  const { run, submission } = context;
  const last = lastAttempt(run, folder);
  if (last === undefined) return begin(submission.requestFor(folder, 1), context);
  if (last.jobArn === undefined) return resume({ ...last, folder }, context);
  const seen = await seenNow({ ...last, folder }, last.jobArn, context);
  if (endedWithNothing(seen)) {
    return begin(submission.requestFor(folder, last.attempt + 1), context);
  }
  requireSameModel({ ...last, folder }, submission.requestFor(folder, last.attempt).request);
  context.report({ ...last, folder }, 'kept', { jobArn: last.jobArn, since: seen.submitTime });
  return true;
}

type KnownAttempt = Attempt & JobAttempt;

async function seenNow(last: KnownAttempt, jobArn: string, context: Submitting): Promise<JobSeen> {
  if (last.seen === undefined) return seenOf(await settle(last, jobArn, context));
  if (isEnded(last.seen.status)) return last.seen;
  const job = { folder: last.folder, jobArn };
  return seenOf(
    await readPatiently(() => refreshJob(context.run, job, context.caller), {
      ...context.waiting,
      signal: context.pause,
    }),
  );
}

/** Writes a new attempt down, then sends it. */
async function begin({ folder, attempt, request }: Attempt, context: Submitting): Promise<boolean> {
  await context.run.update((state) => ({
    ...state,
    jobs: state.jobs.map((job) =>
      job.folder === folder ? { ...job, attempts: [...job.attempts, { attempt, request }] } : job,
    ),
  }));
  return send({ folder, attempt, request }, context, true);
}

/**
 * Goes on with an attempt of which nobody knows whether its request arrived: the same request again, or, where another one
 * is wanted now, a look whether the first one made a job.
 */
async function resume(last: KnownAttempt, context: Submitting): Promise<boolean> {
  const wanted = context.submission.requestFor(last.folder, last.attempt);
  if (isSameRequest(wanted.request, last.request)) return send(last, context, false);
  const jobArn = await look(last, context);
  if (jobArn === undefined) await dropAttempt(context.run, last.folder);
  else await settle(last, jobArn, context);
  return false;
}

async function send(attempt: Attempt, context: Submitting, isNew: boolean): Promise<boolean> {
  context.report(attempt, 'sending');
  const reply = await sendRequest(attempt, {
    ...context,
    report: (step, { message }) => context.report(attempt, step, { reason: message }),
  });
  const jobArn =
    'jobArn' in reply ? reply.jobArn : await afterRefusal(attempt, reply, { ...context, isNew });
  const job = await settle(attempt, jobArn, context);
  const isOlder = !('jobArn' in reply) || isOlderThan(context.startedAt, job);
  context.report(attempt, isOlder ? 'adopted' : 'submitted', { jobArn, since: job.submitTime });
  return !(isOlder && endedWithNothing(job));
}

/** Both clocks may be somewhat off, and Bedrock's times may be cut to seconds. */
function isOlderThan(startedAt: number, { submitTime }: JobDetails): boolean {
  return submitTime !== undefined && Date.parse(submitTime) < startedAt - CLOCK_DIFFERENCE;
}

/** Finds the job that holds the name, or throws the refusal; an attempt that surely made no job is forgotten. */
async function afterRefusal(
  attempt: Attempt,
  { refusal, isCertain }: Extract<Reply, { refusal: JobError }>,
  context: Submitting & { readonly isNew: boolean },
): Promise<string> {
  if (refusal.code === 'JOB_NAME_TAKEN') {
    const jobArn = await look(attempt, context);
    if (jobArn !== undefined) return jobArn;
    throw nameTaken(attempt.request, refusal, context.lookupSeconds);
  }
  if (isCertain && context.isNew) await dropAttempt(context.run, attempt.folder);
  throw refusal;
}

function look(attempt: Attempt, context: Submitting): Promise<string | undefined> {
  const { caller, pause, waiting, lookupSeconds: seconds } = context;
  context.report(attempt, 'looking');
  return findByName(caller, attempt.request.jobName, { ...waiting, pause, seconds });
}

/** Keeps the ARN, then makes sure that the job is what was asked for. */
async function settle(attempt: Attempt, jobArn: string, context: Submitting): Promise<JobDetails> {
  const { run, caller, waiting, pause } = context;
  const { folder, request } = attempt;
  if (lastAttempt(run, folder)?.jobArn !== jobArn) await run.updateAttempt(folder, { jobArn });
  const job = await readPatiently(() => fetchJob(caller, jobArn), {
    ...waiting,
    signal: pause,
    mayPass: (error) => isRetryable(error) || isNotFoundYet(error),
  });
  const differences = differencesFrom(request, job);
  if (differences.length > 0) {
    await dropAttempt(run, folder);
    throw differs(request, job);
  }
  await saveSeen(run, folder, job);
  return job;
}

function isNotFoundYet(error: unknown): boolean {
  return error instanceof JobError && error.code === 'JOB_NOT_FOUND';
}

async function dropAttempt(run: Run, folder: string): Promise<void> {
  await run.update((state) => ({
    ...state,
    jobs: state.jobs.map((job) =>
      job.folder === folder ? { ...job, attempts: job.attempts.slice(0, -1) } : job,
    ),
  }));
}

function nameTaken({ jobName }: JobRequest, cause: JobError, seconds: number): JobError {
  const message = `The job name ${quote(jobName)} is taken, and no job of that name showed up in the list within ${seconds} s`;
  return new JobError('JOB_NAME_TAKEN', message, {
    operation: CREATE,
    jobName,
    cause,
    hint: 'Repeat the command in some minutes, or choose another job name: Bedrock never frees one',
  });
}

function differs(request: JobRequest, job: JobDetails): JobError {
  const { jobArn, submitTime } = job;
  const { jobName } = request;
  const all = differencesFrom(request, job)
    .map(({ field, asked, found }) => `its ${field} is ${quote(found)}, not ${quote(asked)}`)
    .join(', ');
  const since = submitTime === undefined ? '' : ` since ${submitTime}`;
  return new JobError(
    'JOB_DIFFERS',
    `The job ${quote(jobName)} exists${since} and is another one: ${all}`,
    {
      operation: CREATE,
      jobName,
      jobArn,
      hint: 'Choose another job name or token, or leave both out: then each request has its own',
    },
  );
}

/** Outcomes of one run come from one model: a kept job of another one would mix them. */
function requireSameModel({ request, jobArn }: KnownAttempt, wanted: JobRequest): void {
  const before = `${normalizeModelId(request.modelId)} by ${request.modelInvocationType}`;
  const now = `${normalizeModelId(wanted.modelId)} by ${wanted.modelInvocationType}`;
  if (before === now) return;
  const { jobName } = request;
  const message = `The job ${quote(jobName)} of this run was submitted for ${quote(before)}, and now ${quote(now)} is asked for`;
  throw new JobError('JOB_DIFFERS', message, {
    operation: CREATE,
    jobName,
    jobArn,
    hint: 'Begin another run with --run NAME and pay for it, or ask for what this run was submitted with',
  });
}
