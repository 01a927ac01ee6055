import type { Command } from 'commander';
import { printable } from '../../../core/index.ts';
import type { Run } from '../../../dataset/index.ts';
import type { StoppedJob } from '../../../jobs/index.ts';
import {
  type AwsFlags,
  addAwsFlags,
  addCommonFlags,
  addExamples,
  type CommonFlags,
} from '../../flags/flags.ts';
import { addRunFlag } from '../../flags/run-flag.ts';
import type { Session } from '../../session/session.ts';

type Flags = AwsFlags & CommonFlags & { readonly run?: string | undefined };

const OUTCOMES: Readonly<Record<StoppedJob['outcome'], string>> = {
  asked: 'is being stopped',
  stopping: 'was being stopped already',
  ended: 'had ended already',
};

/** Declares `jobs stop`. */
export function declareJobsStop(jobs: Command, session: Session): void {
  const command = jobs
    .command('stop')
    .summary('stop jobs; what they processed is billed')
    .description(
      'Stops a job, or all jobs of a dataset. What they processed by then is billed and can be read.',
    )
    .argument('<job>', 'ARN or id of a job, or a dataset: its folder or S3 URI');
  addRunFlag(command);
  addAwsFlags(command);
  addCommonFlags(command);
  addExamples(command, 'bedrock-batch jobs stop movies');
  command.action((job: string, flags: Flags) => stop(job, flags, session));
}

async function stop(argument: string, flags: Flags, session: Session): Promise<void> {
  session.begin(flags);
  session.remains = 'jobs that were asked to stop do so';
  const { atTarget, jobTarget } = await import('./job-target.ts');
  const { stopJob, stopRun } = await import('../../../jobs/index.ts');
  const { signal } = session;
  const target = await jobTarget(argument, flags, session);
  const stopped = await atTarget(target, flags, async (reach) =>
    'job' in target
      ? [await stopJob(target.job, { ...reach, signal })]
      : stopRun(target.run, { ...reach, signal }),
  );
  if ('run' in target) await sayWhoGoesOn(target.run, session);
  if (session.isJson) return session.printJson(stopped);
  for (const { jobArn, outcome, status } of stopped) {
    await session.tell(printable(`${jobArn} ${OUTCOMES[outcome]} (${status})`));
  }
  if (stopped.length === 0) session.say('No job of the run is with Bedrock');
}

/** Who submits meanwhile goes on doing so. */
async function sayWhoGoesOn({ dataset, name }: Run, session: Session): Promise<void> {
  const { whoWorksOn } = await import('../../../dataset/index.ts');
  const who = await whoWorksOn(dataset, name);
  if (who !== undefined) session.say(`${who}, and may submit more jobs: end it too`);
}
