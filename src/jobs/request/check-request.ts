import {
  type BrokenConstraint,
  checkConstraints,
  InvalidOptionError,
  JobError,
} from '../../core/index.ts';
import type { JobRequest } from '../../dataset/index.ts';

/** Which option a place in the request comes from. */
const OPTIONS: readonly (readonly [path: string, option: string])[] = [
  ['jobName', 'jobNamePrefix'],
  ['roleArn', 'roleArn'],
  ['clientRequestToken', 'clientRequestToken'],
  ['modelId', 'model'],
  ['modelInvocationType', 'modelInvocationType'],
  ['inputDataConfig.s3InputDataConfig.s3Uri', 'inputUri'],
  ['inputDataConfig.s3InputDataConfig.s3BucketOwner', 'inputBucketOwner'],
  ['outputDataConfig.s3OutputDataConfig.s3Uri', 'outputUri'],
  ['outputDataConfig.s3OutputDataConfig.s3EncryptionKeyId', 'outputKmsKey'],
  ['outputDataConfig.s3OutputDataConfig.s3BucketOwner', 'outputBucketOwner'],
  ['vpcConfig', 'vpcConfig'],
  ['timeoutDurationInHours', 'timeoutDurationInHours'],
  ['tags', 'tags'],
];

/**
 * Checks a request against the API model before it is sent: presence, types, lengths, ranges, enums, patterns.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where an option of {@link submitJobs} is at fault.
 * @throws {JobError} `JOB_REQUEST_INVALID` where no option stands for the place.
 */
export function requireValidRequest(request: JobRequest): void {
  const [finding] = checkConstraints('CreateModelInvocationJobRequest', request);
  if (finding !== undefined) throw refusal(finding, request);
}

function refusal(finding: BrokenConstraint, { jobName }: JobRequest): Error {
  const { path, expected, received } = finding;
  const option = optionOf(path);
  if (option === undefined) {
    const message = `Bedrock would refuse ${path || 'the request'}: it wants ${expected}, not ${received}`;
    return new JobError('JOB_REQUEST_INVALID', message, {
      operation: 'CreateModelInvocationJob',
      jobName,
    });
  }
  const message = `${option} is ${received}, and Bedrock takes ${expected}`;
  return new InvalidOptionError(message, { option, expected, received, hint: hintOf(option) });
}

function optionOf(path: string): string | undefined {
  const [from, to] =
    OPTIONS.find(
      ([place]) => path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`),
    ) ?? [];
  return from === undefined || to === undefined ? undefined : `${to}${path.slice(from.length)}`;
}

function hintOf(option: string): string | undefined {
  if (option === 'roleArn')
    return 'Give the ARN of a service role: arn:aws:iam::<account>:role/<name>';
  if (option !== 'jobNamePrefix') return undefined;
  return 'Choose letters, digits, "-", "+" and ".", short enough for -0000 and the attempt behind it, or leave it out';
}
