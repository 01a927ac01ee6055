import { JobError, quote } from '../../core/index.ts';
import type { JobRequest } from '../../dataset/index.ts';
import type { JobDetails } from '../job/job-details.ts';
import { differencesFrom } from './differences-from.ts';

const FOREIGN =
  'Choose a job name prefix and a token that nothing else uses, or begin another run with --run NAME';
const OWN =
  'The run keeps the job, so it can be watched, stopped and read; for another one begin another run with --run NAME and pay for it';

/** The error for a job that is not what was asked for; undefined where it is. */
export function jobDiffers(
  request: JobRequest,
  job: JobDetails,
  { isOwn }: { readonly isOwn: boolean },
): JobError | undefined {
  const differences = differencesFrom(request, job);
  if (differences.length === 0) return undefined;
  const { jobArn, submitTime } = job;
  const { jobName } = request;
  const all = differences
    .map(({ field, asked, found }) => `its ${field} is ${quote(found)}, not ${quote(asked)}`)
    .join(', ');
  const since = submitTime === undefined ? '' : ` since ${submitTime}`;
  const message = isOwn
    ? `The job ${quote(jobName)} was made and is not what was asked for: ${all}`
    : `The job ${quote(jobName)} exists${since} and is another one: ${all}`;
  return new JobError('JOB_DIFFERS', message, {
    operation: 'CreateModelInvocationJob',
    jobName,
    jobArn,
    hint: isOwn ? OWN : FOREIGN,
  });
}
