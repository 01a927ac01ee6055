import { type Command, Option } from 'commander';
import type { Run } from '../../dataset/index.ts';
import type { RetryReason } from '../../results/index.ts';
import type { RetryReport, RetryRunOptions } from '../../run/index.ts';
import { acceptMissingOption } from '../flags/accept-missing.ts';
import { DATASET_IN_S3, isS3Argument } from '../flags/dataset-argument.ts';
import { addFlagRules, type FlagRule } from '../flags/flag-rules.ts';
import {
  type AwsFlags,
  addAsOfFlag,
  addAwsFlags,
  addCommonFlags,
  addExamples,
  addQuotaFlag,
  addSeverityFlag,
  type CommonFlags,
  type RuleFlags,
} from '../flags/flags.ts';
import {
  addJobFlags,
  addPollFlag,
  addUploadFlags,
  type JobFlags,
  type PollFlag,
  pollSecondsOf,
  requestOptions,
  type UploadFlags,
} from '../flags/job-flags.ts';
import { addLimitFlags, endWithin, type LimitFlags } from '../flags/outcome-limits.ts';
import { readQuotas } from '../flags/read-quotas.ts';
import { requireFlags } from '../flags/required-flags.ts';
import { retryOnOption } from '../flags/retry-on.ts';
import { type AnswerFlags, addAnswerFlags, answerOf } from '../outcomes/answer-flags.ts';
import { withProgress } from '../progress/make-progress.ts';
import { RunNarrator } from '../progress/run-narrator.ts';
import { LOCAL_DEFAULTS } from '../services/local-run.ts';
import { sayApiKey } from '../services/say-api-key.ts';
import type { Session } from '../session/session.ts';
import { wholeNumber } from '../session/usage-error.ts';
import { failureText } from '../texts/job-text.ts';
import { notAgainLines } from '../texts/not-again-lines.ts';
import { leftText, retryJson, retryLines, roundJson, roundText } from '../texts/retry-text.ts';
import { EstimateTeller } from './estimate/estimate-teller.ts';
import { addCostFlags, type CostFlags, costOptions } from './estimate/price-flags.ts';

interface Flags
  extends Omit<JobFlags, 'jobName' | 'clientRequestToken'>,
    UploadFlags,
    RuleFlags,
    AwsFlags,
    LimitFlags,
    AnswerFlags,
    PollFlag,
    CostFlags,
    CommonFlags {
  readonly local?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly maxAttempts?: number | undefined;
  readonly retryOn?: readonly RetryReason[] | undefined;
  readonly belowMinimum?: RetryRunOptions['belowMinimum'];
  readonly acceptMissing?: boolean | undefined;
  readonly allowUnchecked?: boolean | undefined;
}

const MOST_ATTEMPTS = 100;

/** Declares `retry`: what did not succeed is tried again, and merged. */
export function declareRetry(program: Command, session: Session): void {
  const command = program
    .command('retry')
    .summary('try again what is worth it, and merge: one outcome for every row')
    .description(
      'Brings a run to its end and tries again what was not processed, is missing, or failed and may pass, until it succeeds or was asked --max-attempts times. Then every record has one outcome, its best; so has results. Run it again to go on where it stopped: nothing is paid for twice.',
    )
    .argument('<dataset>', 'folder of the dataset, or its S3 URI')
    .option('--run <name>', 'run of the dataset; default: the only one');
  addRetryFlags(command.optionsGroup('Retry:'));
  addLimitFlags(command)
    .optionsGroup('Target:')
    .option(
      '--to <s3 uri>',
      'prefix below which each round gets its own; needed, as is --role-arn, unless --local; not for a dataset in S3',
    );
  requireFlags(command, {
    oneOf: ['--to'],
    unless: '--local',
    notFor: async ([dataset]) => isS3Argument(dataset),
  });
  addUploadFlags(command);
  addCostFlags(command);
  addJobFlags(command, { isLocalPossible: true, areSeveralRuns: true });
  addAwsFlags(command);
  addCommonFlags(command);
  addFlagRules(command, ...RULES);
  addExamples(
    command,
    'bedrock-batch retry movies --local --below-minimum pad',
    'bedrock-batch retry s3://my-bucket/batch/movies-0123456789ab/ \\\n  --role-arn arn:aws:iam::123456789012:role/Batch --below-minimum on-demand',
    'bedrock-batch retry movies --to s3://my-bucket/batch/ --max-attempts 2 \\\n  --role-arn arn:aws:iam::123456789012:role/Batch --below-minimum next',
  );
  command.action((folder: string, flags: Flags) => retry(folder, flags, session));
}

function addRetryFlags(command: Command): void {
  command
    .option('--local', 'go on with a run in the embedded emulator: no account, no cost')
    .option(
      '--dry-run',
      'build the next round, then print why its records are tried again, and the requests; write nothing to AWS',
    )
    .option(
      '--max-attempts <number>',
      `most times that a record is asked, the first one included, 2 to ${MOST_ATTEMPTS}; default: 3`,
      wholeNumber(2, MOST_ATTEMPTS),
    )
    .addOption(retryOnOption())
    .addOption(
      new Option(
        '--below-minimum <way>',
        'what to do with fewer records than a job needs: pay for padding, leave them to a later retry, or ask them at once at the price on demand; default: error',
      ).choices(['error', 'pad', 'next', 'on-demand']),
    )
    .addOption(acceptMissingOption());
  addAnswerFlags(command).option(
    '--allow-unchecked',
    'go on where the family of the model is not known',
  );
  addQuotaFlag(command);
  addSeverityFlag(command);
  addAsOfFlag(command);
  addPollFlag(command, '10');
}

const RULES: readonly FlagRule[] = [
  {
    flags: ['--to'],
    notWith: [DATASET_IN_S3],
    because: 'its rounds lie below it, and their jobs read the shards there',
  },
  {
    flags: ['--local'],
    notWith: [DATASET_IN_S3],
    because: 'the embedded emulator keeps all it has in the folder of a dataset',
  },
  {
    flags: ['--profile', '--endpoint-url', '--exact'],
    notWith: ['--local'],
    because: 'nothing is sent anywhere but to the embedded emulator',
  },
  {
    flags: ['--poll-seconds'],
    notWith: ['--local', '--dry-run'],
    because: 'it is the pace at which jobs in AWS are looked at',
  },
  {
    flags: ['--max-failed', '--max-incomplete'],
    notWith: ['--dry-run'],
    because: 'nothing is tried again, so there are no new outcomes',
  },
  {
    flags: ['--max-cost'],
    notWith: ['--below-minimum on-demand'],
    because: 'what is asked on demand has other prices than a batch job, and none of them was read',
  },
];

async function retry(folder: string, given: Flags, session: Session): Promise<void> {
  session.begin(given);
  session.remains = 'nothing was sent';
  const { chooseRun } = await import('../services/choose-run.ts');
  const { retryReach } = await import('../services/retry-reach.ts');
  const run = await chooseRun(folder, given, session);
  const flags = given.local === true ? { ...LOCAL_DEFAULTS, ...given } : given;
  if (flags.local !== true) sayApiKey(session, flags);
  const quotas = await readQuotas(flags.quota);
  const answer = await answerOf(flags);
  const onDemand = flags.belowMinimum === 'on-demand' && flags.dryRun !== true;
  const region = flags.region ?? run.state.target.region;
  const cost = await costOptions({ ...flags, region }, run.dataset.manifest, session);
  await retryReach(run, { ...flags, quotas, onDemand }, async (reach) => {
    const teller = new EstimateTeller(session, flags.local);
    const onEstimate = teller.tell;
    const asked = { ...retryOptions(flags, session), ...cost, quotas, answer, onEstimate };
    const options = { ...asked, ...reach };
    if (flags.dryRun === true) await plan(run, options, teller, session);
    else await tryAgain(run, options, flags, session);
  });
}

function retryOptions(flags: Flags, session: Session): RetryRunOptions {
  const { to, sse, sseKmsKeyId, expectedBucketOwner, signPayload, outputUri } = flags;
  const { maxAttempts, retryOn, belowMinimum, acceptMissing, allowUnchecked } = flags;
  return {
    ...requestOptions(flags),
    ...{ to, sse, sseKmsKeyId, expectedBucketOwner, signPayload, outputUri },
    ...{ maxAttempts, retryOn, belowMinimum, acceptMissing, allowUnchecked },
    severities: flags.severity,
    asOf: flags.asOf,
    pollSeconds: pollSecondsOf(flags),
    signal: session.signal,
  };
}

async function plan(
  run: Run,
  options: RetryRunOptions,
  teller: EstimateTeller,
  session: Session,
): Promise<void> {
  const { planRetry } = await import('../../run/index.ts');
  const { again, round, submission, left } = await planRetry(run, options);
  await session.printJson({
    again,
    round: round === undefined ? null : roundJson(round),
    submission: submission ?? null,
    estimate: teller.last ?? null,
    left: left ?? null,
  });
  for (const job of again)
    session.say(
      `${job}: ended before it processed anything, and would be asked for again as a whole`,
    );
  if (round !== undefined) session.say(roundText(round));
  if (left !== undefined) session.say(leftText(left));
  if (again.length === 0 && round === undefined && left === undefined)
    session.say('No record is worth trying again');
  session.say('Nothing was sent');
}

async function tryAgain(
  run: Run,
  options: RetryRunOptions,
  flags: Flags,
  session: Session,
): Promise<void> {
  const { retryRun } = await import('../../run/index.ts');
  const report = await withProgress(session, (progress) =>
    retryRun(run, {
      ...options,
      onProgress: new RunNarrator(progress, session, flags.local).tell,
      onRound: (round) => session.say(roundText(round)),
    }),
  );
  await present(report, flags, session);
}

async function present(report: RetryReport, flags: Flags, session: Session): Promise<void> {
  for (const line of retryLines(report)) session.say(line);
  if (report.failed !== undefined) await sayFailed(report.failed, session);
  if (session.isJson) await session.printJson(retryJson(report));
  else for (const path of report.outcomes) await session.print(path);
  endWithin(report.totals, flags, session);
}

async function sayFailed(failed: Run, session: Session): Promise<void> {
  for (const line of await notAgainLines(failed)) session.say(line);
  for (const { folder, attempts } of failed.state.jobs) {
    const lines = await failureText(attempts.at(-1)?.seen?.message);
    if (lines.length > 0) session.say(`${folder} failed`);
    for (const line of lines) session.say(line);
  }
}
