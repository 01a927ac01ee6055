import { quote } from '../../core/index.ts';
import type { Run } from '../../dataset/index.ts';
import type { QuotaOverrides } from '../../quotas/index.ts';
import type { RetryRunOptions } from '../../run/index.ts';
import type { AwsFlags } from '../flags/flags.ts';
import { UsageError } from '../session/usage-error.ts';
import { connected, locally } from './connection.ts';
import { LOCAL_DEFAULTS, LOCAL_ENDPOINT, LOCAL_POLL } from './local-run.ts';

/** What a retry is given to reach the services of its run. */
export interface RetryTarget extends AwsFlags {
  readonly local?: boolean | undefined;
  /** Absent where the dataset lies in S3. */
  readonly to?: string | undefined;
  readonly quotas?: QuotaOverrides | undefined;
  /** Whether records may be asked on demand. */
  readonly onDemand: boolean;
}

/** How the services are reached, and how often they are asked. */
type RetryReach = Pick<
  RetryRunOptions,
  's3' | 'bedrock' | 'runtime' | 'region' | 'profile' | 'endpoint' | 'endpointName' | 'pollSeconds'
>;

/**
 * Does work where a run was submitted, and where what is tried again goes too.
 *
 * @throws {UsageError} where `--local` is given for a run in AWS, or is not for one in the embedded emulator.
 * @throws As {@link connected}.
 */
export async function retryReach<Value>(
  run: Run,
  target: RetryTarget,
  work: (reach: RetryReach) => Promise<Value>,
): Promise<Value> {
  const isLocal = run.state.target.endpoint === LOCAL_ENDPOINT;
  if (isLocal !== (target.local === true)) throw otherPlace(run, isLocal);
  if (!isLocal) return connected(run, target, work);
  const { parseS3Uri } = await import('../../io/index.ts');
  const { quotas, onDemand } = target;
  const local = { bucket: parseS3Uri(target.to ?? LOCAL_DEFAULTS.to)?.bucket, quotas, onDemand };
  return locally(run, local, (clients) =>
    work({ ...clients, endpointName: LOCAL_ENDPOINT, pollSeconds: LOCAL_POLL }),
  );
}

function otherPlace({ name }: Run, isLocal: boolean): UsageError {
  return isLocal
    ? new UsageError(`The run ${quote(name)} is in the embedded emulator`, {
        hint: 'Give --local to try its records again there',
      })
    : new UsageError(`The run ${quote(name)} is not in the embedded emulator`, {
        hint: 'Leave out --local, and give --to and --role-arn; or name another run with --run',
      });
}
