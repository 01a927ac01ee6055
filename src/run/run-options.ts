import type { BedrockClient } from '@aws-sdk/client-bedrock';
import type { S3Client } from '@aws-sdk/client-s3';
import type { BuildOptions, CommonBuildOptions } from '../builders/index.ts';
import type { Dataset } from '../dataset/index.ts';
import type {
  CostOptions,
  Deadline,
  PollSeconds,
  RequestOptions,
  SubmitOptions,
} from '../jobs/index.ts';
import type { AnswerOptions } from '../results/index.ts';
import type { UploadOptions } from '../upload/index.ts';
import type { CanaryOptions } from './canary/canary-options.ts';
import type { RuntimeClient } from './on-demand/on-demand-options.ts';
import type { RunProgress } from './run-report.ts';

/** Clients of a run that are closed with it. */
export interface Connection {
  readonly s3: S3Client;
  readonly bedrock: BedrockClient;
  /** For records that are asked on demand. */
  readonly runtime?: RuntimeClient | undefined;
  readonly close: () => Promise<void>;
}

/** What a run takes besides what its dataset is built from. */
export interface TargetOptions
  extends Omit<RequestOptions, 'model' | 'modelInvocationType'>,
    CostOptions,
    AnswerOptions,
    Pick<
      UploadOptions,
      'sse' | 'sseKmsKeyId' | 'expectedBucketOwner' | 'signPayload' | 'concurrency' | 'partBytes'
    > {
  /** S3 URI below which the dataset gets its own prefix; needed, unless the dataset lies in S3: there its jobs read the shards where they lie. */
  readonly to?: string | undefined;
  /** S3 URI below which each job writes its folder. Default: `<to>/<name>-<digest12>-output/`, or beside a dataset that lies in S3. */
  readonly outputUri?: string | undefined;
  /** Run name. Default `main`. */
  readonly run?: string | undefined;
  /** What the run's state calls the endpoint; `local` for the embedded emulator, whose port changes. */
  readonly endpointName?: string | undefined;
  /** Clients to use; they stay open. Default: made by the SDK's default chain from the three options below. */
  readonly s3?: S3Client | undefined;
  readonly bedrock?: BedrockClient | undefined;
  /** Client of Bedrock's runtime, for records that are asked on demand. */
  readonly runtime?: RuntimeClient | undefined;
  /** Makes the clients once the dataset is in its folder, such as for an emulator that keeps its state there; closed at the end. */
  readonly connect?: ((dataset: Dataset) => Promise<Connection>) | undefined;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  /** URL of another endpoint, for S3 and Bedrock alike. */
  readonly endpoint?: string | undefined;
  /** Whether outcomes are kept although the outputs are not those that Bedrock counted. Default false. */
  readonly acceptMissing?: boolean | undefined;
  /** Stops jobs that Bedrock has not begun after so long; those that have begun go on. `then: 'on-demand'` asks at once what they left. Default: none. */
  readonly deadline?: Deadline | undefined;
  /**
   * Tries some of the records first, in jobs of their own, and submits the others where that is decided by what these came to. They are spread over the
   * source, and not asked again with the others. Too few records for two jobs are submitted at once. Default: none.
   */
  readonly canary?: CanaryOptions | undefined;
  /** How often jobs are looked at, and a full quota is tried again. Default: 10 s at first, and 5 s for a quota, growing to 60 s. */
  readonly pollSeconds?: PollSeconds | undefined;
}

/** Options of `runBuilt`. */
export interface RunBuiltOptions
  extends TargetOptions,
    Pick<CommonBuildOptions, 'allowUnchecked' | 'asOf' | 'severities' | 'signal'> {
  /** Told when stages begin and end, and how far they are. */
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
}

/** Options of `runDataset`. */
export interface RunDatasetOptions<Row = unknown>
  extends Omit<BuildOptions<Row>, 'onProgress'>,
    TargetOptions {
  /** Told when stages begin and end, and how far they are. */
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
}

/** Options of `startRun`: those of `runDataset` but for what comes after the jobs. */
export interface StartRunOptions<Row = unknown>
  extends Omit<RunDatasetOptions<Row>, 'acceptMissing' | 'answer' | 'deadline' | 'runtime'>,
    Pick<SubmitOptions, 'waitForSlots'> {}

/** Options whatever the rows are. */
export type AnyOptions = RunBuiltOptions & Pick<CommonBuildOptions, 'schema'> & DetachedOptions;

/** What a run takes that is only begun. */
export interface DetachedOptions extends Pick<SubmitOptions, 'waitForSlots'> {
  /** Whether nobody waits for jobs to end. */
  readonly isDetached?: boolean | undefined;
}
