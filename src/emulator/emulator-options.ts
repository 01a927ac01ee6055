import { type Day, dayOf, requireOption } from '../core/index.ts';
import { type QuotaOverrides, quotasFor } from '../quotas/index.ts';
import type { AnswerFunction } from './bedrock/answers/answerer.ts';
import type { FoundationModels } from './bedrock/bedrock.ts';
import type { BedrockFaults } from './bedrock/bedrock-handler.ts';
import type { StateDurations } from './bedrock/running/job-runner.ts';
import type { EmulatedPolicy, EmulatedRole } from './iam/emulated-policy.ts';
import type { IdentityFaults } from './iam/identity-handler.ts';
import type { S3Faults } from './s3/faults.ts';
import { type EmulatedQuota, knownQuotas } from './service-quotas/emulated-quotas.ts';
import type { ServiceQuotasFaults } from './service-quotas/service-quotas-handler.ts';
import type { Credentials } from './signature/credentials.ts';

/** What goes wrong on demand, to test how a client takes it. */
export interface EmulatorFaults {
  readonly s3?: S3Faults | undefined;
  readonly bedrock?: BedrockFaults | undefined;
  readonly serviceQuotas?: ServiceQuotasFaults | undefined;
  /** Calls to IAM and STS. */
  readonly identity?: IdentityFaults | undefined;
}

/** Options of {@link createEmulator}. */
export interface EmulatorOptions {
  /** Port on 127.0.0.1; 0 for a free one. Default 0. */
  readonly port?: number | undefined;
  /** Where buckets and jobs are kept over a restart, for one process at a time. Default: a temporary folder, removed by `close()`. */
  readonly folder?: string | undefined;
  /** The one key pair that requests may be signed with. Default `test`/`test`. */
  readonly credentials?: Credentials | undefined;
  /** Region of the jobs, and of buckets that name none. Default `us-east-1`. */
  readonly region?: string | undefined;
  /** Account that owns everything, 12 digits. Default `123456789012`. */
  readonly account?: string | undefined;
  /** Seconds of the jobs' clock per second of the world; 0 stands still until `advance()`. Default 1. */
  readonly timeScale?: number | undefined;
  /** Quotas that differ from AWS's, such as a smaller `minRecordsPerJob`; Service Quotas shows them as applied. */
  readonly quotas?: QuotaOverrides | undefined;
  /**
   * What Service Quotas shows, made from what it would show: to add quotas, to take some away, to apply values. Jobs keep
   * to `quotas` all the same. Default: every quota of batch inference whose code is known.
   */
  readonly serviceQuotas?:
    | ((known: readonly EmulatedQuota[]) => readonly EmulatedQuota[])
    | undefined;
  /** What ListFoundationModels shows, made from what it would show. Default: every id this version knows that is served. */
  readonly foundationModels?: FoundationModels | undefined;
  /**
   * Roles that IAM shows, and whose policies it simulates; jobs may name any role of the account all the same. Default: one, `BedrockBatch`, as
   * AWS's page on batch inference has it, for all buckets of the account.
   */
  readonly roles?: readonly EmulatedRole[] | undefined;
  /** Policies of the user whom the credentials are, for simulations alone. Default: everything is allowed. */
  readonly callerPolicies?: readonly EmulatedPolicy[] | undefined;
  /** Refuses jobs of models that AWS has ended. Default false. */
  readonly refuseEnded?: boolean | undefined;
  /** Day that models are judged by, `YYYY-MM-DD` in UTC. Default: that of the jobs' clock. */
  readonly asOf?: Date | Day | undefined;
  /** Answers records instead of the echo. */
  readonly answer?: AnswerFunction | undefined;
  readonly faults?: EmulatorFaults | undefined;
  /** Records a job processes per second of its clock. Default: as fast as they come. */
  readonly recordsPerSecond?: number | undefined;
  /** How long jobs stay in each status, in milliseconds of their clock. Default 100 each. */
  readonly durations?: Partial<StateDurations> | undefined;
  /** Makes job ids, and with them the order of the outputs, the same in each run. Default: random ids. */
  readonly seed?: number | undefined;
}

/** {@link EmulatorOptions} with every default filled in, except for the folder. */
export interface CheckedOptions {
  readonly port: number;
  readonly folder: string | undefined;
  readonly credentials: Credentials;
  readonly region: string;
  readonly account: string;
  readonly timeScale: number;
  readonly quotas: QuotaOverrides;
  readonly serviceQuotas: readonly EmulatedQuota[];
  readonly foundationModels: FoundationModels | undefined;
  readonly roles: readonly EmulatedRole[] | undefined;
  readonly callerPolicies: readonly EmulatedPolicy[] | undefined;
  readonly refuseEnded: boolean;
  readonly asOf: Day | undefined;
  readonly answer: AnswerFunction | undefined;
  readonly faults: EmulatorFaults;
  readonly recordsPerSecond: number | undefined;
  readonly durations: StateDurations;
  readonly seed: number | undefined;
}

const DEFAULT_DURATION = 100;

/**
 * Checks the options and fills in the defaults.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` for the first one that cannot be.
 */
export function checkOptions(options: EmulatorOptions): CheckedOptions {
  const { port = 0, region = 'us-east-1', account = '123456789012', timeScale = 1 } = options;
  const { recordsPerSecond, durations = {}, quotas = {} } = options;
  const isPort = Number.isInteger(port) && port >= 0 && port <= 65_535;
  requireOption(isPort, {
    option: 'port',
    value: port,
    expected: 'a whole number from 0 to 65,535',
  });
  const isRegion = /^[a-z0-9-]{1,20}$/.test(region);
  requireOption(isRegion, {
    option: 'region',
    value: region,
    expected: 'a region such as us-east-1',
  });
  requireOption(/^[0-9]{12}$/.test(account), {
    option: 'account',
    value: account,
    expected: '12 digits',
  });
  requireTime('timeScale', timeScale);
  const isRate = recordsPerSecond === undefined || recordsPerSecond > 0;
  requireOption(isRate, {
    option: 'recordsPerSecond',
    value: recordsPerSecond,
    expected: 'a number above 0',
  });
  for (const [name, value] of Object.entries(durations)) requireTime(`durations.${name}`, value);
  quotasFor(undefined, quotas);
  const known = knownQuotas(quotas);
  return {
    ...{ port, region, account, timeScale, recordsPerSecond, quotas },
    folder: options.folder,
    credentials: options.credentials ?? { accessKeyId: 'test', secretAccessKey: 'test' },
    serviceQuotas: options.serviceQuotas?.(known) ?? known,
    ...modelOptions(options),
    roles: options.roles,
    callerPolicies: options.callerPolicies,
    answer: options.answer,
    faults: options.faults ?? {},
    durations: fillDurations(durations),
    seed: options.seed,
  };
}

function modelOptions({ foundationModels, refuseEnded = false, asOf }: EmulatorOptions) {
  return { foundationModels, refuseEnded, asOf: asOf === undefined ? undefined : dayOf(asOf) };
}

function fillDurations(durations: Partial<StateDurations>): StateDurations {
  return {
    submitted: durations.submitted ?? DEFAULT_DURATION,
    validating: durations.validating ?? DEFAULT_DURATION,
    scheduled: durations.scheduled ?? DEFAULT_DURATION,
    stopping: durations.stopping ?? DEFAULT_DURATION,
  };
}

/** Checks a duration or a scale. */
export function requireTime(option: string, value: number): void {
  requireOption(Number.isFinite(value) && value >= 0, { option, value, expected: 'a number >= 0' });
}
