import type { Run, Tag } from '../../../dataset/index.ts';
import type { JobDetails } from '../../../jobs/index.ts';
import { type AwsFlags, awsOptions } from '../../flags/flags.ts';
import { isJob } from '../../flags/run-flag.ts';
import { chooseRun } from '../../services/choose-run.ts';
import { connected, type Reach } from '../../services/connection.ts';
import { LOCAL_ENDPOINT } from '../../services/local-run.ts';
import type { Session } from '../../session/session.ts';

/** What a job command was pointed at. */
export type JobTarget = { readonly job: string } | { readonly run: Run };

/** Finds what an argument means: an ARN, or an id where no folder has its name, is a job; all else is a dataset. */
export async function jobTarget(
  argument: string,
  flags: AwsFlags & { readonly run?: string | undefined },
  session: Session,
): Promise<JobTarget> {
  if (await isJob(argument)) return { job: argument };
  return { run: await chooseRun(argument, flags, session) };
}

/** Gives the job, or the ARNs of a run's jobs that are with Bedrock. */
export function jobArns(target: JobTarget): readonly string[] {
  if ('job' in target) return [target.job];
  return target.run.state.jobs.flatMap(({ attempts }) => attempts.at(-1)?.jobArn ?? []);
}

/** A job as Bedrock describes it, or as it was seen last where Bedrock does not know it any more. */
export type ShownJob = Partial<JobDetails> &
  Pick<JobDetails, 'status'> & {
    readonly forgotten?: true | undefined;
    readonly tags?: readonly Tag[] | undefined;
  };

/** Gives what a run saw last of one of its jobs; undefined where it never saw it. */
export function lastSeen(target: JobTarget, jobArn: string): ShownJob | undefined {
  if ('job' in target) return undefined;
  const attempts = target.run.state.jobs.flatMap((job) => job.attempts.at(-1) ?? []);
  const { request, seen } = attempts.find((attempt) => attempt.jobArn === jobArn) ?? {};
  if (seen === undefined) return undefined;
  return { jobArn, jobName: request?.jobName, ...seen, forgotten: true };
}

/** Tells whether the jobs are those of an embedded emulator, which stops with the command. */
export function isLocalTarget(target: JobTarget): boolean {
  return 'run' in target && target.run.state.target.endpoint === LOCAL_ENDPOINT;
}

/** Does work where the job or run is. */
export function atTarget<Value>(
  target: JobTarget,
  flags: AwsFlags,
  work: (reach: Reach) => Promise<Value>,
): Promise<Value> {
  return 'job' in target ? work(awsOptions(flags)) : connected(target.run, flags, work);
}
