import type { RunTarget } from './run-state.ts';

/** Source: ModelInvocationJobArn of the API; partitions are AWS's own, `aws`, `aws-us-gov`, `aws-cn` and those to come. */
const JOB_ARN =
  /^arn:aws(?:-[a-z-]{1,20})?:bedrock:([a-z0-9-]{1,20}):(\d{12}):model-invocation-job\/[a-z0-9]{12}$/;

/** Tells whether a text is the ARN of a job in this region and account: what is not is neither kept nor asked for. */
export function isJobArnAt(
  text: string,
  { region, account }: Pick<RunTarget, 'region' | 'account'>,
): boolean {
  const [, arnRegion, arnAccount] = JOB_ARN.exec(text) ?? [];
  return arnRegion === region && arnAccount === account;
}
