import { JobError, quote } from '../../core/index.ts';
import type { JobAttempt, JobRequest, JobSeen, Run } from '../../dataset/index.ts';
import { normalizeModelId } from '../../models/index.ts';
import { fetchJob } from '../bedrock/bedrock-calls.ts';
import { isJobNotFound, isRetryable, readPatiently } from '../bedrock/retryable.ts';
import { type JobDetails, seenOf } from '../job/job-details.ts';
import { endedWithNothing, isEnded, whyNotAgain } from '../job/job-status.ts';
import { isForNothing } from '../job/needs-request.ts';
import { findByName } from '../refresh/find-by-name.ts';
import { refreshJob, saveSeen } from '../refresh/refresh-job.ts';
import { jobDiffers } from '../request/job-differs.ts';
import type { RequestedJob } from '../request/job-requests.ts';
import { isSameRequest } from './plan-submission.ts';
import { type Reply, type Sending, sendRequest } from './send-request.ts';
import type { Submission } from './submission.ts';
import type { SubmitStep } from './submit-progress.ts';

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
  readonly mostAttempts: number;
  readonly report: (attempt: RequestedJob, step: SubmitStep, details?: StepDetails) => void;
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
  const last = run.lastAttempt(folder);
  if (last === undefined) return begin(submission.requestFor(folder, 1), context);
  if (last.jobArn === undefined) return resume({ ...last, folder }, context);
  const seen = await seenNow({ ...last, folder }, last.jobArn, context);
  if (isForNothing({ ...last, seen }) && last.attempt < context.mostAttempts) {
    return begin(submission.requestFor(folder, last.attempt + 1), context);
  }
  requireSameModel({ ...last, folder }, submission.requestFor(folder, last.attempt).request);
  context.report({ ...last, folder }, 'kept', {
    jobArn: last.jobArn,
    since: seen.submitTime,
    reason: whyNotAgain(seen),
  });
  return true;
}

type KnownAttempt = RequestedJob & JobAttempt;

async function seenNow(last: KnownAttempt, jobArn: string, context: Submitting): Promise<JobSeen> {
  if (last.seen === undefined) return seenOf(await settle(last, { jobArn, from: 'run' }, context));
  if (isEnded(last.seen.status)) return last.seen;
  const job = { folder: last.folder, jobArn };
  try {
    const { waiting, pause: signal } = context;
    const look = () => refreshJob(context.run, job, context.caller);
    return seenOf(await readPatiently(look, { ...waiting, signal }));
  } catch (error) {
    // Bedrock forgets old jobs, and what they wrote may still be there
    if (!isJobNotFound(error)) throw error;
    return last.seen;
  }
}

/** Writes a new attempt down, then sends it; that records may be sent to this model is known before both. */
async function begin(
  { folder, attempt, request }: RequestedJob,
  context: Submitting,
): Promise<boolean> {
  await context.submission.checkRecords();
  await context.run.addAttempt(folder, { attempt, request });
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
  if (jobArn === undefined) await context.run.dropAttempt(last);
  else await settle(last, { jobArn, from: 'list' }, context);
  return false;
}

async function send(attempt: RequestedJob, context: Submitting, isNew: boolean): Promise<boolean> {
  context.report(attempt, 'sending');
  const reply = await sendRequest(attempt, {
    ...context,
    report: (step, { message }, since) => context.report(attempt, step, { reason: message, since }),
  });
  const made: MadeJob =
    'jobArn' in reply
      ? { jobArn: reply.jobArn, from: 'reply' }
      : { jobArn: await afterRefusal(attempt, reply, context, isNew), from: 'list' };
  const job = await settle(attempt, made, context);
  const isOlder = made.from === 'list' || isOlderThan(context.startedAt, job);
  const { jobArn, submitTime: since } = job;
  context.report(attempt, isOlder ? 'adopted' : 'submitted', { jobArn, since });
  return !(isOlder && endedWithNothing(job));
}

/** Both clocks may be somewhat off, and Bedrock's times may be cut to seconds. */
function isOlderThan(startedAt: number, { submitTime }: JobDetails): boolean {
  return submitTime !== undefined && Date.parse(submitTime) < startedAt - CLOCK_DIFFERENCE;
}

/**
 * Finds the job that holds the name, or throws the refusal; an attempt that surely made no job is forgotten, also one that was
 * interrupted while it waited for a slot.
 */
async function afterRefusal(
  attempt: RequestedJob,
  { refusal, isCertain }: Extract<Reply, { refusal: unknown }>,
  context: Submitting,
  isNew: boolean,
): Promise<string> {
  if (refusal instanceof JobError && refusal.code === 'JOB_NAME_TAKEN') {
    const jobArn = await look(attempt, context);
    if (jobArn !== undefined) return jobArn;
    throw nameTaken(attempt.request, refusal, context.lookupSeconds);
  }
  if (isCertain && isNew) await context.run.dropAttempt(attempt);
  throw refusal;
}

function look(attempt: RequestedJob, context: Submitting): Promise<string | undefined> {
  const { caller, pause, waiting, lookupSeconds: seconds } = context;
  context.report(attempt, 'looking');
  return findByName(caller, attempt.request.jobName, { ...waiting, pause, seconds });
}

/** A job and what gave its ARN: `run.json`, Bedrock's reply to the request, or the list of jobs. */
interface MadeJob {
  readonly jobArn: string;
  readonly from: 'run' | 'reply' | 'list';
}

/** Keeps the ARN and makes sure that the job is what was asked for; what the list gave can be found again. */
async function settle(
  attempt: RequestedJob,
  made: MadeJob,
  context: Submitting,
): Promise<JobDetails> {
  const { run, caller, waiting, pause } = context;
  const { jobArn, from } = made;
  if (from === 'reply') await run.keepJob(attempt, jobArn);
  const job = await readPatiently(() => fetchJob(caller, jobArn), {
    ...waiting,
    signal: pause,
    mayPass: (error) => isRetryable(error) || isJobNotFound(error),
  }).catch(async (error: unknown) => {
    if (from !== 'reply' || !isJobNotFound(error)) throw error;
    await forgetJob(run, attempt);
    throw noSuchJob(attempt.request, jobArn, error);
  });
  const isOwn = from === 'run' || (from === 'reply' && isMadeNow(attempt, job, context));
  const differs = jobDiffers(attempt.request, job, { isOwn });
  if (differs !== undefined) {
    if (!isOwn) await run.dropAttempt(attempt);
    throw differs;
  }
  await run.keepJob(attempt, jobArn);
  await saveSeen(run, attempt.folder, job);
  return job;
}

/** A token that was used before is answered with the job of that time. */
function isMadeNow({ request }: RequestedJob, job: JobDetails, { startedAt }: Submitting): boolean {
  const { jobName = request.jobName } = job;
  return jobName === request.jobName && !isOlderThan(startedAt, job);
}

/** The request stays written down, so that it is sent again with its token. */
function forgetJob(run: Run, { folder, attempt, request }: RequestedJob): Promise<unknown> {
  const attempts = run.state.jobs.find((job) => job.folder === folder)?.attempts ?? [];
  const others = attempts.filter((one) => one.attempt !== attempt);
  return run.updateJob(folder, { attempts: [...others, { attempt, request }] });
}

/** The reply named a job that is not there: the same request again gives the one that it made. */
function noSuchJob({ jobName }: JobRequest, jobArn: string, cause: unknown): JobError {
  const message = `The reply to ${quote(jobName)} names ${quote(jobArn, 200)}, which Bedrock does not find, so the job may exist`;
  return new JobError('JOB_REPLY_UNKNOWN', message, {
    operation: CREATE,
    jobName,
    jobArn,
    cause,
    isRetryable: true,
    hint: 'Repeat the same command: name and token stay the same, so no second job is made',
  });
}

function nameTaken({ jobName }: JobRequest, cause: JobError, seconds: number): JobError {
  const message = `The job name ${quote(jobName)} is taken, and no job of that name showed up in the list within ${seconds} s`;
  return new JobError('JOB_NAME_TAKEN', message, {
    operation: CREATE,
    jobName,
    cause,
    hint: 'Repeat the command in a few minutes, or choose another job name: Bedrock never frees one',
  });
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
