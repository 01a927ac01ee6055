import { type Command, Option } from 'commander';
import type { JobStatus } from '../../../dataset/index.ts';
import { jobStatuses } from '../../../dataset/lean.ts';
import type { JobSummary, ListJobsOptions } from '../../../jobs/index.ts';
import {
  type ApiAnswerFlags,
  addOwnApiAnswerFlags,
  asksForApiAnswer,
} from '../../aws-cli/api-answer-flags.ts';
import { printAnswer, requireQuery } from '../../aws-cli/print-answer.ts';
import {
  type AwsFlags,
  addAwsFlags,
  addCommonFlags,
  addExamples,
  awsOptions,
  type CommonFlags,
} from '../../flags/flags.ts';
import { requireAwsRegion } from '../../services/require-region.ts';
import type { Session } from '../../session/session.ts';
import { wholeNumber } from '../../session/usage-error.ts';
import { formatTable } from '../../terminal/table.ts';
import { countsText } from '../../texts/job-text.ts';
import { unknownStatusLines } from '../../texts/status-text.ts';

interface Flags extends AwsFlags, ApiAnswerFlags, CommonFlags {
  readonly nameContains?: string | undefined;
  readonly statusEquals?: JobStatus | undefined;
  readonly submitTimeAfter?: string | undefined;
  readonly submitTimeBefore?: string | undefined;
  readonly sortBy?: 'CreationTime' | undefined;
  readonly sortOrder?: 'Ascending' | 'Descending' | undefined;
  readonly pageSize?: number | undefined;
  readonly maxItems?: number | undefined;
}

/** Declares `jobs list`. */
export function declareJobsList(jobs: Command, session: Session): void {
  const command = jobs
    .command('list')
    .summary('list the jobs of the account and region')
    .description('Lists the jobs of the account and region, page by page until the last.')
    .optionsGroup('Filters:')
    .option('--name-contains <text>', 'part of the name')
    .addOption(
      new Option('--status-equals <status>', 'only jobs of this status').choices(jobStatuses),
    )
    .option('--submit-time-after <time>', 'only jobs submitted after this time, ISO 8601')
    .option('--submit-time-before <time>', 'only jobs submitted before this time, ISO 8601')
    .addOption(
      new Option('--sort-by <what>', 'what to sort by; the API has one').choices(['CreationTime']),
    )
    .addOption(
      new Option('--sort-order <order>', 'order of the list').choices(['Ascending', 'Descending']),
    )
    .option(
      '--page-size <number>',
      'jobs per request, 1 to 1000; default: 100',
      wholeNumber(1, 1000),
    )
    .option('--max-items <number>', 'most jobs to list', wholeNumber(1));
  addOwnApiAnswerFlags(command);
  addAwsFlags(command);
  addCommonFlags(command);
  addExamples(
    command,
    'bedrock-batch jobs list --status-equals InProgress',
    'bedrock-batch jobs list --name-contains movies --max-items 10 --json',
  );
  command.action((flags: Flags) => list(flags, session));
}

async function list(flags: Flags, session: Session): Promise<void> {
  session.begin(flags);
  await requireQuery(flags.query);
  await requireAwsRegion(flags, session);
  if (asksForApiAnswer(flags)) return printAnswers(flags, session);
  const { listJobs } = await import('../../../jobs/index.ts');
  const found: JobSummary[] = [];
  for await (const job of listJobs(listOptions(flags, session))) found.push(job);
  if (session.isJson) return session.printJson(found);
  const heads = ['STATUS', 'RECORDS', 'SUBMITTED', 'NAME', 'ARN'];
  const rows = found.map((job) => [
    ...[job.status, countsText(job.counts), job.submitTime],
    ...[job.jobName, job.jobArn],
  ]);
  if (rows.length === 0) session.say('No jobs');
  else await session.print(formatTable(heads, rows, session.widthOf('stdout')));
  for (const line of unknownStatusLines(found.map(({ status }) => status))) session.say(line);
}

/** Prints the answer of the API, all its pages as one. */
async function printAnswers(flags: Flags, session: Session): Promise<void> {
  const { listPages } = await import('./calls/list-pages.ts');
  const { callApi, listRequest } = await import('../../../jobs/index.ts');
  const options = listOptions(flags, session);
  const answer = await listPages({ ...listRequest(options) }, flags, (page) =>
    callApi('ListModelInvocationJobs', page, options),
  );
  await printAnswer(answer, { reply: 'ListModelInvocationJobsResponse', flags }, session);
}

function listOptions(flags: Flags, { signal }: Session): ListJobsOptions {
  const { nameContains, statusEquals, submitTimeAfter, submitTimeBefore } = flags;
  const { sortBy, sortOrder, pageSize, maxItems } = flags;
  return {
    ...awsOptions(flags),
    ...{ nameContains, statusEquals, submitTimeAfter, submitTimeBefore },
    ...{ sortBy, sortOrder, pageSize, signal },
    limit: maxItems,
  };
}
