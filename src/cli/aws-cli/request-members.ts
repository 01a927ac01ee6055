import type { Command } from 'commander';
import { isObject } from '../../core/index.ts';
import { addFlagRules } from '../flags/flag-rules.ts';
import { addApiFlags } from './api-flags.ts';
import type { RequestFlags } from './request-flags.ts';

/** What members of a request give besides what flags of ours do. */
export interface MemberFlags extends RequestFlags {
  /** Where the request says that the records are. */
  readonly inputUri?: string | undefined;
}

const SHAPE = 'CreateModelInvocationJobRequest';

const INPUT = ['inputDataConfig', 's3InputDataConfig'] as const;
const OUTPUT = ['outputDataConfig', 's3OutputDataConfig'] as const;

/** Which option of ours says what a member says, by the path of the member. */
const MEMBERS: readonly (readonly [option: string, ...path: readonly string[]])[] = [
  ['jobName', 'jobName'],
  ['roleArn', 'roleArn'],
  ['clientRequestToken', 'clientRequestToken'],
  ['model', 'modelId'],
  ['modelInvocationType', 'modelInvocationType'],
  ['timeoutDurationInHours', 'timeoutDurationInHours'],
  ['vpcConfig', 'vpcConfig'],
  ['tags', 'tags'],
  // that it is given is what the flags that are needed are asked for
  ['inputDataConfig', 'inputDataConfig'],
  ['inputUri', ...INPUT, 's3Uri'],
  ['inputBucketOwner', ...INPUT, 's3BucketOwner'],
  ['outputUri', ...OUTPUT, 's3Uri'],
  ['outputKmsKey', ...OUTPUT, 's3EncryptionKeyId'],
  ['outputBucketOwner', ...OUTPUT, 's3BucketOwner'],
];

/** Members that have flags of the AWS CLI's name beside ours. */
const ALIASES = ['modelId', 'inputDataConfig', 'outputDataConfig'];

const takers = new WeakSet<Command>();

/** Adds the AWS CLI's names of what a command has other flags for. */
export function addRequestMembers(command: Command): Command {
  takers.add(command);
  command
    .option('--model-id <id>', 'what --model is in the AWS CLI')
    .option(
      '--input-data-config <structure>',
      'in place of --to: s3InputDataConfig={s3Uri=…}, the prefix of the dataset or of its job',
    )
    .option(
      '--output-data-config <structure>',
      'in place of --output-…: s3OutputDataConfig={s3Uri=…}',
    );
  addApiFlags(command, {
    '--input-data-config': 'ModelInvocationJobInputDataConfig',
    '--output-data-config': 'ModelInvocationJobOutputDataConfig',
  });
  const because = 'it says the same';
  return addFlagRules(
    command,
    { flags: ['--model-id'], notWith: ['--model'], because },
    {
      flags: ['--output-data-config'],
      notWith: ['--output-uri', '--output-kms-key', '--output-bucket-owner'],
      because,
    },
  );
}

/**
 * Puts what the members of a request say in the place of options that were not given.
 *
 * @throws {UsageError} where the request cannot be read, or Bedrock would refuse it.
 */
export async function readRequestMembers(command: Command, signal?: AbortSignal): Promise<void> {
  if (!takers.has(command)) return;
  const flags: RequestFlags & Readonly<Record<string, unknown>> = command.opts();
  const aliases = ALIASES.filter((name) => flags[name] !== undefined);
  if ((flags.cliInputJson ?? flags.cliInputYaml ?? aliases[0]) === undefined) return;
  const { inputOf, requireValid } = await import('./read-request.ts');
  const input = await inputOf(flags, { shapeName: SHAPE, command, signal });
  const request = { ...input, ...Object.fromEntries(aliases.map((name) => [name, flags[name]])) };
  requireValid(request, { shapeName: SHAPE, isPart: true, command });
  for (const [option, ...path] of MEMBERS) {
    const value = path.reduce<unknown>(memberOf, request);
    if (value === undefined || command.getOptionValue(option) !== undefined) continue;
    command.setOptionValueWithSource(option, value, 'config');
  }
}

function memberOf(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}
