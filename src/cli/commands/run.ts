import type { Command } from 'commander';
import type { RunDatasetOptions, RunReport, StartedRun } from '../../run/index.ts';
import { acceptMissingOption } from '../flags/accept-missing.ts';
import { addBuildFlags, type BuildFlags, buildOptions } from '../flags/build-flags.ts';
import { addFlagRules, type FlagRule } from '../flags/flag-rules.ts';
import {
  type AwsFlags,
  addAwsFlags,
  addCommonFlags,
  addExamples,
  awsOptions,
  type CommonFlags,
} from '../flags/flags.ts';
import {
  addDeadlineFlags,
  addJobFlags,
  addPollFlag,
  addUploadFlags,
  type DeadlineFlags,
  deadlineOf,
  type JobFlags,
  type PollFlag,
  pollSecondsOf,
  requestOptions,
  type UploadFlags,
} from '../flags/job-flags.ts';
import { addLimitFlags, endWithin, type LimitFlags } from '../flags/outcome-limits.ts';
import { requireFlags } from '../flags/required-flags.ts';
import { openRows, SOURCES_HELP } from '../flags/source-flags.ts';
import { outcomeFile } from '../outcomes/outcome-file.ts';
import {
  addOutcomeFlags,
  FORM_FLAGS,
  type OutcomeFlags,
  TABLE_RULE,
} from '../outcomes/outcome-flags.ts';
import { presentOutcomes } from '../outcomes/present-outcomes.ts';
import { withProgress } from '../progress/make-progress.ts';
import type { Progress } from '../progress/progress.ts';
import { RunNarrator } from '../progress/run-narrator.ts';
import { LOCAL_DEFAULTS, localTarget } from '../services/local-run.ts';
import { requireAwsRegion } from '../services/require-region.ts';
import { sayApiKey } from '../services/say-api-key.ts';
import { printPlan } from '../session/print-plan.ts';
import { sayAside } from '../session/say-aside.ts';
import { sayReport } from '../session/say-report.ts';
import type { Session } from '../session/session.ts';
import { type FlagsToRepeat, goOnLines } from '../texts/go-on-lines.ts';
import { timeoutLines, timeoutText } from '../texts/job-text.ts';
import { notAgainLines } from '../texts/not-again-lines.ts';
import { repeatsLines } from '../texts/repeats-text.ts';
import { startedJson, summaryLines } from '../texts/run-summary.ts';
import { EstimateTeller } from './estimate/estimate-teller.ts';
import { addCostFlags, type CostFlags, costOptions } from './estimate/price-flags.ts';

interface Flags
  extends BuildFlags,
    JobFlags,
    UploadFlags,
    AwsFlags,
    LimitFlags,
    OutcomeFlags,
    PollFlag,
    DeadlineFlags,
    CostFlags,
    CommonFlags {
  readonly local?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly detach?: boolean | undefined;
  readonly acceptMissing?: boolean | undefined;
}

/** Declares `run`: the whole way. */
export function declareRun(program: Command, session: Session): void {
  const command = program
    .command('run')
    .summary('the whole way: build, upload, submit, wait, outcomes')
    .description(
      'Takes rows the whole way to outcomes. Run it again to go on where it stopped: nothing is paid for twice.',
    )
    .argument(
      '<sources...>',
      `${SOURCES_HELP}; - is stdin, whose rows are not joined to the outcomes`,
    )
    .optionsGroup('Run:')
    .option('--local', 'run against the embedded emulator: no account, no cost')
    .option('--dry-run', 'build, then print the requests; write nothing to AWS')
    .option(
      '--detach',
      'submit what the quota of concurrent jobs takes, say how to go on, and end; with 3 where it takes not all',
    )
    .addOption(acceptMissingOption());
  addOutcomeFlags(command, 'a file for each job, in the folder of the dataset');
  addPollFlag(command, '10');
  addDeadlineFlags(command);
  addLimitFlags(command)
    .optionsGroup('Target:')
    .option(
      '--to <s3 uri>',
      'prefix below which the dataset gets its own; needed, as is --role-arn, unless --local',
    );
  requireFlags(command, { oneOf: ['--to'], unless: '--local' });
  addUploadFlags(command);
  addJobFlags(command, { isLocalPossible: true });
  addCostFlags(command);
  addBuildFlags(command);
  addAwsFlags(command);
  addCommonFlags(command);
  addFlagRules(command, ...RUN_RULES, ...OUTCOME_RULES);
  addExamples(
    command,
    "bedrock-batch run movies.csv --local --out movies \\\n  --model us.anthropic.claude-haiku-4-5-20251001-v1:0 \\\n  --prompt 'Which genre is {{title}}?'",
    'bedrock-batch run movies.csv --out movies --prompt-file prompt.txt \\\n  --model us.anthropic.claude-haiku-4-5-20251001-v1:0 \\\n  --to s3://my-bucket/batch/ --max-failed 1% \\\n  --role-arn arn:aws:iam::123456789012:role/Batch',
  );
  command.action((sources: string[], flags: Flags) => run(sources, flags, session));
}

const TIMEOUT_RULE: FlagRule = {
  flags: ['--deadline'],
  notWith: [
    {
      says: 'a --timeout-duration-in-hours that ends first',
      holds: ({ valueOf }) =>
        Number(valueOf('--timeout-duration-in-hours')) * 3_600 <= Number(valueOf('--deadline')),
    },
  ],
  because: 'Bedrock itself ends a job by then that it has not begun',
};

const RUN_RULES: readonly FlagRule[] = [
  {
    flags: ['--profile', '--endpoint-url', '--dry-run'],
    notWith: ['--local'],
    because: 'nothing is sent anywhere but to the embedded emulator',
  },
  {
    flags: ['--poll-seconds'],
    notWith: ['--local', '--dry-run'],
    because: 'it is the pace at which jobs in AWS are looked at',
  },
  {
    flags: ['--deadline', '--poll-seconds', '--max-failed', '--max-incomplete', '--accept-missing'],
    notWith: ['--detach'],
    because: 'nothing is waited for, and no outcome is read',
  },
  { flags: ['--detach', '--deadline'], notWith: ['--dry-run'], because: 'nothing is sent' },
  TIMEOUT_RULE,
  {
    flags: ['--max-cost'],
    notWith: ['--then on-demand'],
    because: 'what is asked on demand has other prices than a batch job, and none of them was read',
  },
];

const OUTCOME_RULES: readonly FlagRule[] = [
  {
    flags: ['--order'],
    onlyWith: ['--output'],
    because: 'the files of jobs are in the order of their outputs',
  },
  {
    flags: FORM_FLAGS,
    onlyWith: ['--output'],
    because: 'the files of jobs are JSONL, which results read again',
  },
  TABLE_RULE,
  { flags: ['--output'], notWith: ['--dry-run', '--detach'], because: 'no outcome is read' },
  { flags: ['--json'], notWith: ['--output -'], because: 'stdout has the outcomes then' },
];

async function run(sources: readonly string[], given: Flags, session: Session): Promise<void> {
  session.begin(given);
  session.remains = 'nothing was sent';
  const flags = withTarget(given);
  const file = await outcomeFile(flags, { dataset: flags.out, sources });
  if (flags.local !== true) sayApiKey(session, flags);
  const region = flags.local === true ? flags.region : await requireAwsRegion(flags, session);
  const rows = await openRows(sources, flags, session);
  const teller = new EstimateTeller(session, flags.local);
  const onEstimate = teller.tell;
  const options = { ...(await runOptions(flags, session)), region, onEstimate };
  const { planRun, runDataset, startRun } = await import('../../run/index.ts');
  if (flags.dryRun === true) {
    const { dataset, submission } = await planRun(rows, options);
    if (dataset.report !== undefined) await sayReport(dataset.report, session);
    for (const line of repeatsLines(dataset.manifest)) session.say(line);
    sayAside(dataset, session);
    return printPlan({ ...submission, estimate: teller.last }, session);
  }
  if (flags.local !== true) session.say(timeoutText(flags.timeoutDurationInHours));
  const narrated = (progress: Progress) => {
    const { tell: onProgress } = new RunNarrator(progress, session, flags.local);
    return { ...options, onProgress };
  };
  if (flags.detach === true) {
    const started = await withProgress(session, (progress) =>
      startRun(rows, { ...narrated(progress), waitForSlots: false }),
    );
    return presentStarted(started, { ...given, isRepeatable: !sources.includes('-') }, session);
  }
  const report = await withProgress(session, (progress) => runDataset(rows, narrated(progress)));
  await present(report, { ...flags, file }, session);
}

function withTarget(flags: Flags): Flags {
  return flags.local === true ? { ...LOCAL_DEFAULTS, ...flags } : flags;
}

async function runOptions(flags: Flags, session: Session): Promise<RunDatasetOptions> {
  const { to, sse, sseKmsKeyId, expectedBucketOwner, signPayload, outputUri, run: name } = flags;
  const { acceptMissing } = flags;
  const options = {
    ...(await buildOptions(flags, session)),
    ...requestOptions(flags),
    ...awsOptions(flags),
    ...{ to, sse, sseKmsKeyId, expectedBucketOwner, signPayload, outputUri, run: name },
    acceptMissing,
    ...costOptions(flags),
    pollSeconds: pollSecondsOf(flags),
    deadline: deadlineOf(flags),
  };
  return flags.local === true
    ? { ...options, ...(await localTarget(options, flags.then)) }
    : options;
}

async function present(
  report: RunReport,
  flags: Flags & { readonly file: string | undefined },
  session: Session,
): Promise<void> {
  await sayReport(report.validation, session);
  sayAside(report.run.dataset, session);
  for (const line of summaryLines(report)) session.say(line);
  for (const line of timeoutLines(report.run)) session.say(line);
  for (const line of await notAgainLines(report.run)) session.say(line);
  await presentOutcomes(report, flags, session);
  endWithin(report.totals, flags, session);
}

async function presentStarted(
  started: StartedRun,
  flags: FlagsToRepeat,
  session: Session,
): Promise<void> {
  const { run, validation } = started;
  await sayReport(validation, session);
  sayAside(run.dataset, session);
  for (const line of repeatsLines(run.dataset.manifest)) session.say(line);
  for (const line of await notAgainLines(run)) session.say(line);
  for (const line of goOnLines(run, flags)) session.say(line);
  if (session.isJson) return await session.printJson(startedJson(started));
  const { jobArns } = await import('./jobs/job-target.ts');
  for (const arn of jobArns({ run })) await session.print(arn);
}
