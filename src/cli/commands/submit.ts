import type { Command } from 'commander';
import type { Report } from '../../core/index.ts';
import type { Run } from '../../dataset/index.ts';
import type { SubmitOptions, SubmitProgress } from '../../jobs/index.ts';
import {
  type ApiAnswerFlags,
  addOwnApiAnswerFlags,
  asksForApiAnswer,
} from '../aws-cli/api-answer-flags.ts';
import { printAnswer, requireQuery } from '../aws-cli/print-answer.ts';
import { addRequestFlags, SKELETON_FLAG } from '../aws-cli/request-flags.ts';
import { addRequestMembers, type MemberFlags } from '../aws-cli/request-members.ts';
import { baseModelRule } from '../flags/base-model-rule.ts';
import { DATASET_IN_S3, isS3Argument } from '../flags/dataset-argument.ts';
import { addFlagRules, type FlagRule } from '../flags/flag-rules.ts';
import {
  type AwsFlags,
  addAsOfFlag,
  addAwsFlags,
  addCommonFlags,
  addExamples,
  addSeverityFlag,
  awsOptions,
  type CommonFlags,
  invocationTypeOption,
  type RuleFlags,
} from '../flags/flags.ts';
import {
  addJobFlags,
  addPollFlag,
  type JobFlags,
  type PollFlag,
  pollSecondsOf,
  requestOptions,
} from '../flags/job-flags.ts';
import { requireArguments, requireFlags } from '../flags/required-flags.ts';
import { withProgress } from '../progress/make-progress.ts';
import type { Progress } from '../progress/progress.ts';
import { requireAwsRegion } from '../services/require-region.ts';
import { sayApiKey } from '../services/say-api-key.ts';
import { printPlan } from '../session/print-plan.ts';
import { sayReport } from '../session/say-report.ts';
import type { Session } from '../session/session.ts';
import { timeoutText } from '../texts/job-text.ts';
import { notAgainLines } from '../texts/not-again-lines.ts';
import { runJson } from '../texts/run-json.ts';
import { COUNT_FLAGS } from './estimate/count-flags.ts';
import { EstimateTeller } from './estimate/estimate-teller.ts';
import { addCostFlags, type CostFlags, costOptions, PRICE_FLAGS } from './estimate/price-flags.ts';

interface Flags
  extends JobFlags,
    Pick<RuleFlags, 'severity' | 'asOf'>,
    AwsFlags,
    PollFlag,
    CostFlags,
    MemberFlags,
    ApiAnswerFlags,
    CommonFlags {
  /** False with `--no-wait`. */
  readonly wait: boolean;
  /** Absent where the dataset lies in S3 itself. */
  readonly to?: string | undefined;
  readonly model?: string | undefined;
  readonly baseModel?: string | undefined;
  readonly modelInvocationType?: 'InvokeModel' | 'Converse' | undefined;
  readonly allowUnchecked?: boolean | undefined;
  readonly expectedBucketOwner?: string | undefined;
  readonly dryRun?: boolean | undefined;
}

/** Declares `submit`: an uploaded dataset → its jobs. */
export function declareSubmit(program: Command, session: Session): void {
  const command = program
    .command('submit')
    .summary('submit the jobs of an uploaded dataset')
    .description(
      'Submits one job for each job folder of an uploaded dataset. Run it again to go on: no job is paid for twice.',
    )
    .argument('[dataset]', 'folder of the dataset, or its S3 URI')
    .optionsGroup('Dataset:')
    .option('--to <s3 uri>', 'the --to that upload was given; not for a dataset in S3')
    .option('--expected-bucket-owner <account>', 'refuse a bucket of another account')
    .option('--dry-run', 'print the exact requests; send and write nothing')
    .option(
      '--no-wait',
      'where the quota of concurrent jobs is full, send what fits and exit with 3; default: wait for the rest',
    );
  addPollFlag(command, '5');
  requireArguments(command, { unless: SKELETON_FLAG });
  requireFlags(command, {
    oneOf: ['--to', '--input-data-config'],
    notFor: async ([dataset]) => isS3Argument(dataset),
  });
  addJobFlags(command, { isLocalPossible: false });
  command
    .optionsGroup('Model:')
    .option('--model <id>', 'another id of the model; default: that of the dataset')
    .option('--base-model <id>', 'foundation model behind an id that does not say it')
    .addOption(invocationTypeOption('--model-invocation-type'))
    .option('--allow-unchecked', 'go on where records were not checked for the model');
  addSeverityFlag(command);
  addAsOfFlag(command);
  addCostFlags(command);
  command.optionsGroup('As the AWS CLI has it:');
  addRequestMembers(command);
  addRequestFlags(command);
  addOwnApiAnswerFlags(command);
  addFlagRules(command, baseModelRule, ...RULES);
  addAwsFlags(command);
  addCommonFlags(command);
  addExamples(
    command,
    'bedrock-batch submit movies --to s3://my-bucket/batch/ \\\n  --role-arn arn:aws:iam::123456789012:role/Batch --dry-run',
    'bedrock-batch submit s3://my-bucket/batch/movies-0123456789ab/ \\\n  --role-arn arn:aws:iam::123456789012:role/Batch',
    'bedrock-batch submit movies --to s3://my-bucket/batch/ \\\n  --role-arn arn:aws:iam::123456789012:role/Batch \\\n  --timeout-duration-in-hours 72 --tags team=films --tags cost-center=17',
  );
  command.action(async (where: string, flags: Flags) => {
    session.begin(flags);
    if (flags.generateCliSkeleton === undefined) return submit(where, flags, session);
    const { skeletonText } = await import('../aws-cli/skeleton.ts');
    await session.print(await skeletonText(flags.generateCliSkeleton, CALL));
  });
}

/** The call that submitting is. */
const CALL = {
  request: 'CreateModelInvocationJobRequest',
  reply: 'CreateModelInvocationJobResponse',
} as const;

const RULES: readonly FlagRule[] = [
  {
    flags: ['--to'],
    notWith: [DATASET_IN_S3],
    because: 'its jobs read the shards where they lie',
  },
  {
    flags: [...PRICE_FLAGS, ...COUNT_FLAGS],
    onlyWith: ['--max-cost', '--dry-run'],
    because: 'what jobs cost is estimated only where that is to be limited or told',
  },
  {
    flags: ['--poll-seconds'],
    notWith: ['--no-wait', '--dry-run'],
    because: 'it is the pace at which a full quota is tried again',
  },
  {
    flags: ['--no-wait', '--output', '--query'],
    notWith: ['--dry-run'],
    because: 'nothing is sent',
  },
];

async function submit(where: string, flags: Flags, session: Session): Promise<void> {
  await requireQuery(flags.query);
  session.remains =
    'jobs that were submitted run on and are billed; run the same command again to go on';
  sayApiKey(session, flags);
  await requireAwsRegion(flags, session);
  const { requireUploaded, uploadedDataset } = await import('../services/uploaded-dataset.ts');
  const { openNamed } = await import('../services/open-dataset.ts');
  const upload = uploadedDataset(await openNamed(where, flags, session), flags);
  const found: Report[] = [];
  const { manifest } = upload.dataset;
  const { model = manifest.model, baseModel = manifest.baseModel } = flags;
  const options: SubmitOptions = {
    ...submitOptions(flags),
    ...(await costOptions(flags, { ...manifest, model, baseModel }, session)),
    signal: session.signal,
    onReport: (report) => found.push(report),
  };
  const { planSubmission, submitJobs, wholeEstimate } = await import('../../jobs/index.ts');
  if (flags.dryRun === true) {
    session.remains = 'nothing was sent';
    const teller = new EstimateTeller(session);
    const plan = await planSubmission(upload, { ...options, onEstimate: teller.tell });
    await printPlan({ ...plan, estimate: teller.last }, session);
    await sayWarnings(found, session);
    return;
  }
  const { expectedBucketOwner } = flags;
  const { signal } = session;
  await requireUploaded(upload, { ...awsOptions(flags), expectedBucketOwner, signal });
  session.say(timeoutText(flags.timeoutDurationInHours));
  const run = await withProgress(session, async (progress) => {
    progress.begin('submit');
    const isToWait = flags.wait && upload.dataset.manifest.jobs.length > 1;
    const begun = await submitJobs(upload, {
      ...options,
      estimate: isToWait ? await wholeEstimate(upload.dataset, options) : undefined,
      onProgress: (step) => show(step, progress),
    });
    progress.end();
    return begun;
  });
  await sayWarnings(found, session);
  for (const line of await notAgainLines(run)) session.say(line);
  if (asksForApiAnswer(flags)) await printAnswers(run, flags, session);
  else if (session.isJson) await session.printJson(runJson(run));
  else
    for (const { attempts } of run.state.jobs) await session.print(attempts.at(-1)?.jobArn ?? '');
}

/** Prints what Create answered: of one job the answer, of several a list of them. */
async function printAnswers(run: Run, flags: ApiAnswerFlags, session: Session): Promise<void> {
  const answers = run.state.jobs.map(({ attempts }) => ({ jobArn: attempts.at(-1)?.jobArn }));
  const [only] = answers;
  const answer = answers.length === 1 && only !== undefined ? only : answers;
  await printAnswer(answer, { reply: CALL.reply, flags }, session);
}

async function sayWarnings(reports: readonly Report[], session: Session): Promise<void> {
  for (const report of reports) await sayReport(report, session);
}

function submitOptions(flags: Flags): SubmitOptions {
  const { model, baseModel, modelInvocationType, allowUnchecked, outputUri, run } = flags;
  const { severity: severities, asOf } = flags;
  return {
    ...requestOptions(flags),
    ...awsOptions(flags),
    waitForSlots: flags.wait,
    pollSeconds: pollSecondsOf(flags),
    ...{ model, baseModel, modelInvocationType, allowUnchecked, severities, asOf, outputUri, run },
  };
}

/** Shows how far submitting is, and while it waits for the quota how far the jobs are. */
function show(
  { submitted, jobs, step, since, reason, measure }: SubmitProgress,
  progress: Progress,
): void {
  const waitingSince = step === 'waiting' ? since : undefined;
  const isDone = step === 'submitted' || step === 'kept';
  const words = [...(isDone ? [] : [step]), ...(reason === undefined ? [] : [reason])].join(': ');
  const detail = words === '' ? undefined : words;
  progress.measure({ done: submitted, total: jobs, unit: 'jobs', waitingSince, detail, measure });
}
