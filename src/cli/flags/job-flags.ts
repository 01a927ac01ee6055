import { type Command, InvalidArgumentError, Option } from 'commander';
import { type ApiShapeName, LONGEST_TIMEOUT_HOURS, parseDuration } from '../../core/index.ts';
import type { Tag, VpcConfig } from '../../dataset/index.ts';
import type { Deadline, PollSeconds, RequestOptions } from '../../jobs/index.ts';
import type { UploadOptions } from '../../upload/index.ts';
import { addApiFlags } from '../aws-cli/api-flags.ts';
import { wholeNumber } from '../session/usage-error.ts';
import { addFlagRules, type FlagRule } from './flag-rules.ts';
import { requireFlags } from './required-flags.ts';

/** Flags that say what is asked of Bedrock besides model and places. */
export interface JobFlags {
  readonly roleArn: string;
  readonly jobName?: string | undefined;
  readonly clientRequestToken?: string | undefined;
  readonly timeoutDurationInHours?: number | undefined;
  readonly vpcConfig?: VpcConfig | undefined;
  readonly tags?: readonly Tag[] | undefined;
  readonly outputUri?: string | undefined;
  readonly outputKmsKey?: string | undefined;
  readonly inputBucketOwner?: string | undefined;
  readonly outputBucketOwner?: string | undefined;
  readonly run?: string | undefined;
}

/** Flags that say how a dataset is written to S3. */
export interface UploadFlags {
  readonly to: string;
  readonly sse?: UploadOptions['sse'];
  readonly sseKmsKeyId?: string | undefined;
  readonly expectedBucketOwner?: string | undefined;
  readonly signPayload?: boolean | undefined;
}

/** What the flags of a job are for. */
interface JobFlagUse {
  /** A command that can run locally needs no role then, and names the run otherwise. */
  readonly isLocalPossible: boolean;
  /** Jobs of several runs have names and tokens of their own, which nobody can give. Default false. */
  readonly areSeveralRuns?: boolean | undefined;
}

/** What each flag is in the API. */
const API_FLAGS: Readonly<Record<string, ApiShapeName>> = {
  '--role-arn': 'RoleArn',
  '--job-name': 'ModelInvocationJobName',
  '--client-request-token': 'ModelInvocationIdempotencyToken',
  '--timeout-duration-in-hours': 'ModelInvocationJobTimeoutDurationInHours',
  '--vpc-config': 'VpcConfig',
  '--tags': 'TagList',
  '--output-uri': 'S3Uri',
  '--output-kms-key': 'KmsKeyId',
  '--input-bucket-owner': 'AccountId',
  '--output-bucket-owner': 'AccountId',
};

/** Adds the flags of a job's request. */
export function addJobFlags(
  command: Command,
  { isLocalPossible, areSeveralRuns = false }: JobFlagUse,
): Command {
  const unless = isLocalPossible ? '--local' : undefined;
  requireFlags(command, { oneOf: ['--role-arn'], unless })
    .optionsGroup('Job:')
    .option('--role-arn <arn>', 'service role that Bedrock assumes');
  if (!areSeveralRuns)
    command
      .option('--job-name <name>', 'name of the job; with several jobs its beginning')
      .option('--client-request-token <token>', 'token of the request, for one job only');
  command
    .option(
      '--timeout-duration-in-hours <hours>',
      'hours after which Bedrock stops a job, 24 to 168',
    )
    .option('--vpc-config <structure>', 'private network: subnetIds=a,b,securityGroupIds=c or JSON')
    .option(
      '--tags <tag>',
      'a tag of the jobs, repeatable: team=films, or key=team,value=films as the AWS CLI has it, or JSON',
    )
    .option('--output-uri <s3 uri>', 'where outputs go; default: beside the input')
    .option('--output-kms-key <key>', 'KMS key for the outputs')
    .option('--input-bucket-owner <account>', 'account that owns the input bucket')
    .option('--output-bucket-owner <account>', 'account that owns the output bucket');
  addApiFlags(command, API_FLAGS);
  const usual = isLocalPossible ? 'main, with --local: local' : 'main';
  return areSeveralRuns
    ? command
    : command.option('--run <name>', `name of the run; default: ${usual}`);
}

const KEY_RULE: FlagRule = {
  flags: ['--sse-kms-key-id'],
  onlyWith: ['--sse aws:kms', '--sse aws:kms:dsse'],
  because: 'S3 encrypts with a KMS key only where it is told so',
};

/** Adds the flags that say how objects are written. */
export function addUploadFlags(command: Command): Command {
  return addFlagRules(command, KEY_RULE)
    .addOption(
      new Option(
        '--sse <algorithm>',
        'server-side encryption; default: what the bucket says',
      ).choices(['AES256', 'aws:kms', 'aws:kms:dsse']),
    )
    .option('--sse-kms-key-id <key>', 'KMS key for aws:kms and aws:kms:dsse')
    .option('--expected-bucket-owner <account>', 'refuse a bucket of another account')
    .option('--sign-payload', 'sign the bytes of parts too; slower, CRC32 covers them anyway');
}

/** Gives job flags the names of the library's options. */
export function requestOptions(
  flags: JobFlags,
): Omit<RequestOptions, 'model' | 'modelInvocationType'> {
  const { roleArn, jobName, clientRequestToken, timeoutDurationInHours, vpcConfig, tags } = flags;
  const { outputKmsKey, inputBucketOwner, outputBucketOwner } = flags;
  return {
    ...{ roleArn, clientRequestToken, timeoutDurationInHours, vpcConfig, tags },
    ...{ outputKmsKey, inputBucketOwner, outputBucketOwner },
    jobNamePrefix: jobName,
  };
}

/** Flag that says how often jobs are looked at. */
export interface PollFlag {
  readonly pollSeconds?: number | undefined;
}

const LONGEST_POLL = 3600;

/**
 * Adds the flag that says how often jobs are looked at.
 *
 * @param usual Seconds before the second look where it is not given.
 */
export function addPollFlag(command: Command, usual: string): Command {
  return command.option(
    '--poll-seconds <seconds>',
    `most seconds between two looks at the jobs, 1 to ${LONGEST_POLL}; default: ${usual} at first, growing to 60`,
    wholeNumber(1, LONGEST_POLL),
  );
}

/** Gives the library's option: a pace that does not grow. */
export function pollSecondsOf({ pollSeconds }: PollFlag): PollSeconds | undefined {
  return pollSeconds === undefined ? undefined : { first: pollSeconds, most: pollSeconds };
}

/** Flags that say how long jobs may wait for Bedrock to begin them. */
export interface DeadlineFlags {
  /** Seconds. */
  readonly deadline?: number | undefined;
  readonly then?: Deadline['then'] | undefined;
}

/** Seconds in the longest time that Bedrock gives a job. */
const LONGEST = LONGEST_TIMEOUT_HOURS * 3_600;

const NOT_BEGUN =
  'what happens then to jobs that have not begun: stop ends them; their records are unprocessed, and run submits them anew';

/** Adds the flags that say how long jobs may wait for Bedrock to begin them, and what happens then. */
export function addDeadlineFlags(command: Command): Command {
  return addDeadline(
    command,
    new Option(
      '--then <what>',
      `${NOT_BEGUN}. on-demand ends them too, and asks what they left at once, at the price on demand`,
    ).choices(['stop', 'on-demand']),
  );
}

/** The same for a command that keeps no outcomes: it cannot know what jobs left. */
export function addStoppingDeadlineFlags(command: Command): Command {
  const then = new Option('--then <what>', NOT_BEGUN).choices(['stop']);
  return addDeadline(command, then.argParser(readStop));
}

function readStop(text: string): Deadline['then'] {
  if (text === 'stop') return 'stop';
  throw new InvalidArgumentError(
    text === 'on-demand'
      ? 'This command reads no outcomes, so it does not know what jobs left; bedrock-batch run with the same flags waits too, and asks it'
      : 'Allowed choices are stop.',
  );
}

function addDeadline(command: Command, then: Option): Command {
  return addFlagRules(
    command,
    {
      flags: ['--deadline'],
      onlyWith: (then.argChoices ?? []).map((choice) => `--then ${choice}`),
      because: 'it has to be said what happens to jobs that have not begun by then',
    },
    { flags: ['--then'], onlyWith: ['--deadline'], because: 'it is what happens at the deadline' },
  )
    .option(
      '--deadline <time>',
      'how long a job may wait to be begun since it was submitted, such as 90m, 6h or 2d; needs --then',
      readDeadline,
    )
    .addOption(then);
}

function readDeadline(text: string): number {
  const seconds = parseDuration(text);
  if (seconds !== undefined && seconds >= 1 && seconds <= LONGEST) return seconds;
  throw new InvalidArgumentError('Write a time from 1s to 7d, such as 90m, 6h or 2d');
}

/** Gives the library's option. */
export function deadlineOf({ deadline, then }: DeadlineFlags): Deadline | undefined {
  return deadline === undefined || then === undefined
    ? undefined
    : { afterSeconds: deadline, then };
}
