import { JobError, quote } from '../../core/index.ts';
import type { JobRequest, Run } from '../../dataset/index.ts';
import { type Caller, fetchJob } from '../bedrock/bedrock-calls.ts';
import type { JobDetails } from '../job/job-details.ts';
import { jobDiffers } from '../request/job-differs.ts';
import type { RequestedJob } from '../request/job-requests.ts';
import { lookByName } from './find-by-name.ts';
import { saveSeen } from './refresh-job.ts';

/** The last attempts of which nobody knows whether their request made a job. */
export function unknownAttempts(run: Run): readonly RequestedJob[] {
  return run.state.jobs.flatMap(({ folder, attempts }) => {
    const last = attempts.at(-1);
    return last === undefined || last.jobArn !== undefined ? [] : [{ ...last, folder }];
  });
}

/**
 * Looks once for the job of a request that got no answer.
 *
 * @throws {JobError} `JOB_STATE` where the list does not show it, `JOB_DIFFERS` where another job has its name.
 */
export async function findUnknown({ request }: RequestedJob, caller: Caller): Promise<JobDetails> {
  const jobArn = await lookByName(caller, request.jobName);
  if (jobArn === undefined) throw mayExist(request);
  const job = await fetchJob(caller, jobArn);
  const differs = jobDiffers(request, job, { isOwn: false });
  if (differs !== undefined) throw differs;
  return job;
}

/**
 * Keeps the job of a request that got no answer.
 *
 * @throws {JobError} As {@link findUnknown}.
 */
export async function keepUnknown(run: Run, attempt: RequestedJob, caller: Caller): Promise<void> {
  const job = await findUnknown(attempt, caller);
  await run.keepJob(attempt, job.jobArn);
  await saveSeen(run, attempt.folder, job);
}

function mayExist({ jobName }: JobRequest): JobError {
  const message = `The job ${quote(jobName)} may or may not exist: its request got no answer, and the list of jobs does not show it`;
  return new JobError('JOB_STATE', message, {
    operation: 'ListModelInvocationJobs',
    jobName,
    hint: 'Run submit again: name and token stay the same, so no second job is made',
  });
}
