import type { Command } from 'commander';
import type { Tag } from '../../../dataset/index.ts';
import type { CallApiOptions } from '../../../jobs/index.ts';
import {
  type ApiAnswerFlags,
  addOwnApiAnswerFlags,
  asksForApiAnswer,
} from '../../aws-cli/api-answer-flags.ts';
import { requireQuery } from '../../aws-cli/print-answer.ts';
import {
  type AwsFlags,
  addAwsFlags,
  addCommonFlags,
  addExamples,
  type CommonFlags,
} from '../../flags/flags.ts';
import { addRunFlag } from '../../flags/run-flag.ts';
import type { Session } from '../../session/session.ts';
import { formatTable } from '../../terminal/table.ts';
import { wrapText } from '../../terminal/wrap-text.ts';
import { countsText, FORGOTTEN, failureText } from '../../texts/job-text.ts';
import { unknownStatusLines } from '../../texts/status-text.ts';
import type { ShownJob } from './job-target.ts';
import { printJobAnswers } from './print-job-answers.ts';

type Flags = AwsFlags &
  ApiAnswerFlags &
  CommonFlags & { readonly run?: string | undefined; readonly tags?: boolean | undefined };

/** Declares `jobs get`. */
export function declareJobsGet(jobs: Command, session: Session): void {
  const command = jobs
    .command('get')
    .summary('show jobs: status, counts, times, settings')
    .description('Shows a job, or the jobs of a dataset: status, counts, times and settings.')
    .argument('<job>', 'ARN or id of a job, or a dataset: its folder or S3 URI');
  addRunFlag(command);
  command.option('--tags', 'show the tags too, by a call of its own for each job');
  addOwnApiAnswerFlags(command);
  addAwsFlags(command);
  addCommonFlags(command);
  addExamples(
    command,
    'bedrock-batch jobs get abcdefghijkl --region us-east-1',
    'bedrock-batch jobs get movies --json',
    "bedrock-batch jobs get movies --query '[].[jobName,status]' --output text",
  );
  command.action((job: string, flags: Flags) => get(job, flags, session));
}

async function get(argument: string, flags: Flags, session: Session): Promise<void> {
  session.begin(flags);
  await requireQuery(flags.query);
  const { atTarget, jobArns, jobTarget, lastSeen } = await import('./job-target.ts');
  const { getJob, isJobNotFound } = await import('../../../jobs/index.ts');
  const { signal } = session;
  const target = await jobTarget(argument, flags, session);
  if (asksForApiAnswer(flags)) return printJobAnswers(target, flags, session);
  const jobs: ShownJob[] = [];
  await atTarget(target, flags, async (reach) => {
    for (const arn of jobArns(target)) {
      const known = lastSeen(target, arn);
      const job: ShownJob = await getJob(arn, { ...reach, signal }).catch((error: unknown) => {
        if (known !== undefined && isJobNotFound(error)) return known;
        throw error;
      });
      const asksForTags = flags.tags === true && job.forgotten !== true;
      jobs.push(asksForTags ? { ...job, tags: await tagsOf(job, { ...reach, signal }) } : job);
    }
  });
  if (session.isJson) return session.printJson('job' in target ? jobs[0] : jobs);
  if (jobs.length === 0) session.say('No job of the run is with Bedrock');
  for (const job of jobs) await session.print(`${await jobText(job, session)}\n`);
  for (const line of unknownStatusLines(jobs.map(({ status }) => status))) session.say(line);
}

/** Gives the tags of a job, which come with no other answer. */
async function tagsOf({ jobArn }: ShownJob, options: CallApiOptions): Promise<readonly Tag[]> {
  const { callApi } = await import('../../../jobs/index.ts');
  const { tags } = await callApi('ListTagsForResource', { resourceARN: jobArn }, options);
  return (tags ?? []) as readonly Tag[];
}

async function jobText(
  { counts, message, vpcConfig, forgotten, tags, ...settings }: ShownJob,
  session: Session,
): Promise<string> {
  const note = forgotten === true ? FORGOTTEN : undefined;
  const shown = { ...settings, tags: tags?.map(({ key, value }) => `${key}=${value}`).join(', ') };
  const rows = Object.entries({ ...shown, records: countsText(counts), ...vpcConfig, note })
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => [name, String(value)]);
  const width = session.widthOf('stdout');
  const failure = wrapText((await failureText(message)).join('\n'), width);
  return [formatTable([], rows, width), ...(failure === '' ? [] : [failure])].join('\n');
}
