import type { Command } from 'commander';
import { acceptMissingOption } from '../../flags/accept-missing.ts';
import { addBuildFlags } from '../../flags/build-flags.ts';
import {
  BUILT_IN_S3,
  isDataset,
  isS3Argument,
  OUT_IN_S3,
  OUTPUT_IN_S3,
} from '../../flags/dataset-argument.ts';
import { addFlagRules, type FlagRule } from '../../flags/flag-rules.ts';
import { addAwsFlags, addCommonFlags, addExamples } from '../../flags/flags.ts';
import {
  addDeadlineFlags,
  addJobFlags,
  addPollFlag,
  addUploadFlags,
} from '../../flags/job-flags.ts';
import { addLimitFlags } from '../../flags/outcome-limits.ts';
import { requireFlags } from '../../flags/required-flags.ts';
import { SOURCES_HELP } from '../../flags/source-flags.ts';
import { ANSWER_FLAGS, addAnswerFlags, answerOf } from '../../outcomes/answer-flags.ts';
import { outcomeFile } from '../../outcomes/outcome-file.ts';
import { addOutcomeFlags, FORM_FLAGS, TABLE_RULES } from '../../outcomes/outcome-flags.ts';
import { requireForm } from '../../outcomes/require-form.ts';
import { withProgress } from '../../progress/make-progress.ts';
import type { Progress } from '../../progress/progress.ts';
import { RunNarrator } from '../../progress/run-narrator.ts';
import { LOCAL_DEFAULTS } from '../../services/local-run.ts';
import { requireAwsRegion } from '../../services/require-region.ts';
import { sayApiKey } from '../../services/say-api-key.ts';
import { printPlan } from '../../session/print-plan.ts';
import { sayAside } from '../../session/say-aside.ts';
import { sayReport } from '../../session/say-report.ts';
import type { Session } from '../../session/session.ts';
import { timeoutText } from '../../texts/job-text.ts';
import { repeatsLines } from '../../texts/repeats-text.ts';
import { EstimateTeller } from '../estimate/estimate-teller.ts';
import { addCostFlags } from '../estimate/price-flags.ts';
import { addCanaryFlags } from './canary-flags.ts';
import { plannedCanary, plannedCanaryText } from './canary-text.ts';
import { presentRun, presentStarted } from './present-run.ts';
import { refuseBuildFlags } from './refuse-build-flags.ts';
import type { RunFlags } from './run-flags.ts';
import { builtWay, type RunWay, rowsWay } from './run-way.ts';

/** Declares `run`: the whole way. */
export function declareRun(program: Command, session: Session): void {
  const command = program
    .command('run')
    .summary('the whole way: build, upload, submit, wait, outcomes')
    .description(
      'Takes rows, or a dataset that is built, the whole way to outcomes. Run it again to go on where it stopped: nothing is paid for twice.',
    )
    .argument(
      '<sources...>',
      `${SOURCES_HELP}; - is stdin, whose rows are not joined to the outcomes; or a dataset, by its folder or its S3 URI`,
    )
    .optionsGroup('Run:')
    .option('--local', 'run against the embedded emulator: no account, no cost')
    .option('--dry-run', 'build, then print the requests; write nothing to AWS')
    .option(
      '--detach',
      'submit what the quota of concurrent jobs takes, say how to go on, and end; with 3 where it takes not all',
    )
    .addOption(acceptMissingOption());
  addCanaryFlags(command);
  addOutcomeFlags(command, 'a file for each job, where the dataset is');
  addAnswerFlags(command);
  addPollFlag(command, '10');
  addDeadlineFlags(command);
  addLimitFlags(command)
    .optionsGroup('Target:')
    .option(
      '--to <s3 uri>',
      'prefix below which the dataset gets its own; needed, as is --role-arn, unless --local; not for a dataset in S3',
    );
  requireFlags(command, {
    oneOf: ['--to'],
    unless: '--local',
    notFor: async (args, flags) =>
      isS3Argument(flags['out']) || (isS3Argument(args[0]) && (await isDataset(args, flags))),
  });
  addUploadFlags(command);
  addJobFlags(command, { isLocalPossible: true });
  addCostFlags(command);
  const others = new Set(command.options);
  addBuildFlags(command, isDataset);
  const ofBuild = command.options.filter((one) => !others.has(one)).map(({ long }) => long ?? '');
  addAwsFlags(command);
  addCommonFlags(command);
  addFlagRules(command, ...RUN_RULES, ...OUTCOME_RULES);
  addExamples(
    command,
    "bedrock-batch run movies.csv --local --out movies \\\n  --model us.anthropic.claude-haiku-4-5-20251001-v1:0 \\\n  --prompt 'Which genre is {{title}}?'",
    'bedrock-batch run movies.csv --out movies --prompt-file prompt.txt \\\n  --model us.anthropic.claude-haiku-4-5-20251001-v1:0 \\\n  --to s3://my-bucket/batch/ --max-failed 1% \\\n  --role-arn arn:aws:iam::123456789012:role/Batch',
    "bedrock-batch run s3://my-bucket/films/ --out s3://my-bucket/batch/films/ \\\n  --model amazon.nova-lite-v1:0 --prompt 'Which genre is {{title}}?' \\\n  --role-arn arn:aws:iam::123456789012:role/Batch",
    'bedrock-batch run movies --to s3://my-bucket/batch/ \\\n  --role-arn arn:aws:iam::123456789012:role/Batch \\\n  --deadline 6h --then on-demand',
  );
  command.action(async (sources: string[], flags: RunFlags) => {
    const [folder = ''] = sources;
    const isBuilt = await isDataset(sources, flags);
    if (isBuilt) refuseBuildFlags(command, { ofBuild, folder });
    await run({ sources, isBuilt }, flags, session);
  });
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
    flags: ['--profile', '--endpoint-url', '--dry-run', '--exact'],
    notWith: ['--local'],
    because: 'nothing is sent anywhere but to the embedded emulator',
  },
  {
    flags: ['--local'],
    notWith: [OUT_IN_S3, BUILT_IN_S3, OUTPUT_IN_S3],
    because:
      'the embedded emulator ends with the command, and keeps all it has in the folder of the dataset',
    hint: 'Name a folder or a file, or run bedrock-batch emulator beside it and give --endpoint-url',
  },
  {
    flags: ['--to'],
    notWith: [OUT_IN_S3, BUILT_IN_S3],
    because: 'its jobs read the shards where they lie',
  },
  {
    flags: ['--poll-seconds'],
    notWith: ['--local', '--dry-run'],
    because: 'it is the pace at which jobs in AWS are looked at',
  },
  {
    flags: [
      ...['--deadline', '--poll-seconds', '--max-failed', '--max-incomplete', '--accept-missing'],
      ...ANSWER_FLAGS,
    ],
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
  ...TABLE_RULES,
  { flags: ['--output'], notWith: ['--dry-run', '--detach'], because: 'no outcome is read' },
  { flags: ANSWER_FLAGS, notWith: ['--dry-run'], because: 'no answer is read' },
  { flags: ['--json'], notWith: ['--output -'], because: 'stdout has the outcomes then' },
];

/** What was named: files of rows, or the folder of a dataset. */
interface Named {
  readonly sources: readonly string[];
  readonly isBuilt: boolean;
}

async function run(named: Named, given: RunFlags, session: Session): Promise<void> {
  session.begin(given);
  session.remains = 'nothing was sent';
  const flags = given.local === true ? { ...LOCAL_DEFAULTS, ...given } : given;
  const { sources, isBuilt } = named;
  const [folder = ''] = sources;
  const guarded = isBuilt ? { dataset: folder, sources: [] } : { dataset: flags.out, sources };
  const file = await outcomeFile(flags, guarded);
  await requireForm(flags, session);
  if (flags.local !== true) sayApiKey(session, flags);
  const region = flags.local === true ? flags.region : await requireAwsRegion(flags, session);
  const teller = new EstimateTeller(session, flags.local);
  const answer = await answerOf(flags);
  const context = { region, answer, teller, session };
  const way = isBuilt
    ? await builtWay(folder, flags, context)
    : await rowsWay(sources, flags, context);
  const isCanary = flags.canary !== undefined;
  if (flags.dryRun === true) return plan({ way, teller, isCanary }, session);
  if (flags.local !== true) session.say(timeoutText(flags.timeoutDurationInHours));
  if (flags.then === 'on-demand') session.say(ON_DEMAND);
  const told = (progress: Progress) => new RunNarrator(progress, session, flags.local).tell;
  if (flags.detach === true) {
    const started = await withProgress(session, (progress) => way.start(told(progress)));
    session.closeAtEnd(started.run.dataset.home);
    return presentStarted(started, { ...given, isRepeatable: !sources.includes('-') }, session);
  }
  const report = await withProgress(session, (progress) => way.run(told(progress)));
  session.closeAtEnd(report.run.dataset.home);
  await presentRun(report, { ...flags, file, answerForm: answer }, session);
}

const ON_DEMAND =
  'What jobs leave that have not begun by the deadline is asked on demand, at twice the price of batch inference where the model has both';

/** What is planned. */
interface Planned {
  readonly way: RunWay;
  readonly teller: EstimateTeller;
  readonly isCanary: boolean;
}

async function plan({ way, teller, isCanary }: Planned, session: Session): Promise<void> {
  const { dataset, submission } = await way.plan();
  if (dataset.report !== undefined) await sayReport(dataset.report, session);
  for (const line of repeatsLines(dataset.manifest)) session.say(line);
  sayAside(dataset, session);
  const { manifest } = dataset;
  const planned = { ...submission, ...plannedCanary(manifest), estimate: teller.last };
  await printPlan(planned, session);
  const canary = isCanary ? plannedCanaryText(manifest) : undefined;
  if (canary !== undefined) session.say(canary);
}
