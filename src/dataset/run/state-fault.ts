import { checkConstraints, quote } from '../../core/index.ts';
import { isBedrockS3Uri } from '../../io/index.ts';
import type { Manifest } from '../manifest.ts';
import { isJobArnAt } from './job-arn.ts';
import type { JobAttempt, RunState } from './run-state.ts';

/** One label of a host name, as the ARN of a job has room for: a region becomes part of a host. */
const REGION = /^[a-z0-9](?:[a-z0-9-]{0,18}[a-z0-9])?$/;
const ACCOUNT = /^\d{12}$/;

/**
 * Says what in a `run.json` cannot be what this package wrote, or contradicts itself: the file is data, perhaps someone else's.
 *
 * Its folders become paths, its region a host, its ARNs and URIs are asked for. So each is what it may be, in the region and
 * account of the run, below the one place of its outputs, and of the jobs of the dataset.
 *
 * @returns A clause for a message; undefined where all holds.
 */
export function stateFault(state: RunState, manifest: Manifest): string | undefined {
  const { region, account } = state.target;
  if (!REGION.test(region)) return `its region is ${quote(region)}`;
  if (!ACCOUNT.test(account)) return `its account is ${quote(account)}`;
  for (const uri of [state.inputUri, state.outputUri]) {
    if (!isBedrockS3Uri(uri) || !uri.endsWith('/'))
      return `${quote(uri)} is not the S3 URI of a folder`;
  }
  const folders = state.jobs.map(({ folder }) => folder);
  const wanted = manifest.jobs.map(({ folder }) => folder);
  if (folders.join() !== wanted.join()) return 'its jobs are not those of the dataset';
  for (const { attempts } of state.jobs) {
    for (const attempt of attempts) {
      const fault = attemptFault(attempt, state);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

function attemptFault({ request, jobArn }: JobAttempt, state: RunState): string | undefined {
  const [finding] = checkConstraints('CreateModelInvocationJobRequest', request);
  if (finding !== undefined)
    return `${finding.path} of a request is ${finding.received}, not ${finding.expected}`;
  const { s3Uri: input } = request.inputDataConfig.s3InputDataConfig;
  const { s3Uri: output } = request.outputDataConfig.s3OutputDataConfig;
  if (!input.startsWith(state.inputUri)) return `a request reads ${quote(input, 200)}`;
  if (output !== state.outputUri) return `a request writes to ${quote(output, 200)}`;
  return jobArn === undefined ? undefined : arnFault(jobArn, state);
}

function arnFault(jobArn: string, { target }: RunState): string | undefined {
  if (isJobArnAt(jobArn, target)) return undefined;
  return `${quote(jobArn, 200)} is not a job of account ${target.account} in ${target.region}`;
}
