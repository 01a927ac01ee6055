import { checkConstraints, InvalidOptionError, quote } from '../../core/index.ts';

const JOB_ID = /^[a-z0-9]{12}$/;

/** Region and account of a job, for an ARN to be made of its bare id. */
export interface JobPlace {
  readonly region?: string | undefined;
  readonly account?: string | undefined;
}

/**
 * Gives the ARN of a job. A bare id is completed where region and account are known, because Bedrock was seen to refuse bare
 * ids that its own pattern allows; otherwise it is passed on.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` for what is neither an ARN of a job nor an id of twelve characters.
 */
export function requireJobArn(job: string, { region, account }: JobPlace = {}): string {
  const [finding] = checkConstraints('ModelInvocationJobIdentifier', job);
  if (finding !== undefined) throw notAJob(job);
  if (!JOB_ID.test(job) || region === undefined || account === undefined) return job;
  return `arn:${partitionOf(region)}:bedrock:${region}:${account}:model-invocation-job/${job}`;
}

function partitionOf(region: string): string {
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}

function notAJob(job: string): InvalidOptionError {
  return new InvalidOptionError(`${quote(job)} is not the ARN of a batch job`, {
    option: 'job',
    expected: 'arn:aws:bedrock:<region>:<account>:model-invocation-job/<id of twelve characters>',
    received: quote(job),
    hint: 'Copy the ARN from bedrock-batch jobs list or from run.json',
  });
}
