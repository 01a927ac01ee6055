import {
  InvalidOptionError,
  type InvocationType,
  quote,
  withoutUndefined,
} from '../../core/index.ts';
import {
  type Dataset,
  datasetPrefix,
  type JobRequest,
  jobName,
  type Manifest,
  requestDigest,
  requestToken,
  sha256,
  type Tag,
  type UnnamedRequest,
  type VpcConfig,
} from '../../dataset/index.ts';
import { asS3Folder, requireS3Folder } from '../../io/index.ts';
import { requireValidRequest } from './check-request.ts';

/** What a caller may ask of the jobs: every field of CreateModelInvocationJob. */
export interface RequestOptions {
  /** Service role that Bedrock assumes; its account is the account of the run. */
  readonly roleArn: string;
  /** Model id, inference profile or ARN. Default: the one the dataset was built for. */
  readonly model?: string | undefined;
  /** How Bedrock hands the model input on. Default: the one the dataset was built for. */
  readonly modelInvocationType?: InvocationType | undefined;
  /**
   * Name of the job; with several jobs its beginning: `<prefix>-0000`, `<prefix>-0001`, and so on. A further attempt at a job
   * ends in `-2`. Default: a name made of dataset, request and attempt. At most 63 characters with what is added.
   */
  readonly jobNamePrefix?: string | undefined;
  /** Token of the request, for a dataset of one job. Default: one made of request and attempt. */
  readonly clientRequestToken?: string | undefined;
  /** Private network of the jobs. */
  readonly vpcConfig?: VpcConfig | undefined;
  /** Hours after which Bedrock stops a job, 24 to 168. Default: Bedrock's own, which AWS does not document. */
  readonly timeoutDurationInHours?: number | undefined;
  /** At most 200. */
  readonly tags?: readonly Tag[] | undefined;
  /** KMS key for the outputs: id, alias or ARN. */
  readonly outputKmsKey?: string | undefined;
  /** Account that owns the input bucket, twelve digits, where it is another one. */
  readonly inputBucketOwner?: string | undefined;
  /** Account that owns the output bucket, twelve digits, where it is another one. */
  readonly outputBucketOwner?: string | undefined;
}

/** Options of {@link jobRequests}. */
export interface JobRequestsOptions extends RequestOptions {
  /** S3 URI of the uploaded dataset. */
  readonly inputUri: string;
  /** S3 URI below which each job writes a folder of its own; not inside the input nor around it. */
  readonly outputUri: string;
  /** Run name; part of names and tokens. Default `main`. */
  readonly run?: string | undefined;
  /** Which attempt to ask for, by job folder, 1-based. Default: 1. */
  readonly attempts?: Readonly<Record<string, number>> | undefined;
}

/** The request for one job of a dataset. */
export interface RequestedJob {
  /** Folder of the job in the manifest: `jobs/0000`. */
  readonly folder: string;
  /** 1-based. */
  readonly attempt: number;
  readonly request: JobRequest;
}

/**
 * Makes the requests for all jobs of a dataset, checked against the API model; sends nothing.
 *
 * The same dataset, options, run and attempt always give the same name and token, and any difference gives others: so a
 * request can be repeated without a second job, and a changed one is never taken for it.
 * Source: request shape of CreateModelInvocationJob, see `apiConstraints`.
 *
 * @param dataset The dataset, or anything with its manifest.
 * @param options Every field of the API, and where the dataset lies in S3.
 * @returns One request per job, in the order of the manifest.
 * @throws {InvalidOptionError} `INVALID_OPTION` for the first option that Bedrock would refuse.
 *
 * @example The name of the first job
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { buildDataset } from 'bedrock-batch';
 * import { jobRequests } from 'bedrock-batch/jobs';
 *
 * const texts = Array.from({ length: 100 }, (_, index) => ({ text: `Text ${index}` }));
 * const dataset = await buildDataset(texts, {
 *   model: 'amazon.titan-embed-text-v2:0',
 *   prompt: '{{text}}',
 *   out: join(await mkdtemp(join(tmpdir(), 'example-')), 'texts'),
 * });
 * const [job] = jobRequests(dataset, {
 *   inputUri: 's3://bucket/texts/',
 *   outputUri: 's3://bucket/texts-output/',
 *   roleArn: 'arn:aws:iam::123456789012:role/Batch',
 * });
 * console.assert(job?.request.inputDataConfig.s3InputDataConfig.s3Uri === 's3://bucket/texts/jobs/0000/');
 * console.assert(job?.request.jobName.endsWith('-0000-1'));
 * ```
 */
export function jobRequests(
  dataset: Pick<Dataset, 'manifest'>,
  options: JobRequestsOptions,
): readonly RequestedJob[] {
  const { manifest } = dataset;
  const inputUri = requireS3Folder(options.inputUri, 'inputUri');
  const outputUri = requireS3Folder(options.outputUri, 'outputUri');
  requireApart(inputUri, outputUri);
  requireOneJob(manifest, options);
  return manifest.jobs.map(({ folder }, job) => {
    const attempt = options.attempts?.[folder] ?? 1;
    const unnamed = unnamedRequest(manifest, {
      ...options,
      inputUri: `${inputUri}${folder}/`,
      outputUri,
    });
    const request = named(unnamed, { manifest, options, job, attempt });
    requireValidRequest(request);
    return Object.freeze({ folder, attempt, request });
  });
}

/**
 * Names the default place of the outputs: beside the uploaded dataset, never inside it.
 *
 * @param to S3 URI that the dataset is uploaded below.
 * @param manifest Manifest of the dataset, or its name and digest.
 * @returns `<to>/<name>-<first 12 of the digest>-output/`, with a slash at its end.
 *
 * @example
 * ```ts
 * import { defaultOutputUri } from 'bedrock-batch/jobs';
 *
 * const uri = defaultOutputUri('s3://bucket/batch', { name: 'movies', digest: '0123456789abcdef' });
 * console.assert(uri === 's3://bucket/batch/movies-0123456789ab-output/');
 * ```
 */
export function defaultOutputUri(to: string, manifest: Pick<Manifest, 'name' | 'digest'>): string {
  return `${asS3Folder(to)}${datasetPrefix(manifest)}-output/`;
}

/** What is not asked for is no member, so that a request read back from disk equals the one that was made. */
function unnamedRequest(manifest: Manifest, options: JobRequestsOptions): UnnamedRequest {
  return {
    roleArn: options.roleArn,
    modelId: options.model ?? manifest.model,
    modelInvocationType: options.modelInvocationType ?? manifest.invocationType,
    inputDataConfig: {
      s3InputDataConfig: {
        s3Uri: options.inputUri,
        s3InputFormat: 'JSONL',
        ...withoutUndefined({ s3BucketOwner: options.inputBucketOwner }),
      },
    },
    outputDataConfig: {
      s3OutputDataConfig: {
        s3Uri: options.outputUri,
        ...withoutUndefined({
          s3EncryptionKeyId: options.outputKmsKey,
          s3BucketOwner: options.outputBucketOwner,
        }),
      },
    },
    ...withoutUndefined({
      vpcConfig: options.vpcConfig,
      timeoutDurationInHours: options.timeoutDurationInHours,
      tags: options.tags,
    }),
  };
}

interface Naming {
  readonly manifest: Manifest;
  readonly options: JobRequestsOptions;
  readonly job: number;
  readonly attempt: number;
}

function named(unnamed: UnnamedRequest, { manifest, options, job, attempt }: Naming): JobRequest {
  const digest = requestDigest(unnamed, manifest.digest, options.run ?? 'main');
  const { jobNamePrefix, clientRequestToken } = options;
  const name =
    jobNamePrefix === undefined
      ? jobName(manifest.name, digest, { job, attempt })
      : chosenName(jobNamePrefix, { several: manifest.jobs.length > 1, job, attempt });
  const token =
    clientRequestToken === undefined
      ? requestToken(digest, attempt)
      : chosenToken(clientRequestToken, attempt);
  return { jobName: name, clientRequestToken: token, ...unnamed };
}

/** Bedrock never frees a name, so each attempt has its own. */
function chosenName(
  prefix: string,
  { several, job, attempt }: { several: boolean; job: number; attempt: number },
): string {
  const position = several ? `-${String(job).padStart(4, '0')}` : '';
  return `${prefix}${position}${attempt === 1 ? '' : `-${attempt}`}`;
}

/** Bedrock ignores a token it has seen, so a further attempt needs another one; the same one each time it is sent. */
function chosenToken(token: string, attempt: number): string {
  return attempt === 1 ? token : sha256(`${token} ${attempt}`);
}

function requireOneJob({ jobs }: Manifest, { clientRequestToken }: RequestOptions): void {
  if (clientRequestToken === undefined || jobs.length === 1) return;
  throw new InvalidOptionError(
    `One clientRequestToken is given for ${jobs.length} jobs, and Bedrock ignores a request whose token it has seen`,
    {
      option: 'clientRequestToken',
      expected: 'no token for a dataset of several jobs',
      received: quote(clientRequestToken),
      hint: 'Leave it out: each request gets a token of its own, the same one whenever it is repeated',
    },
  );
}

/** Folder input reads every .jsonl below it, and outputs may not mix with what is read. */
function requireApart(inputUri: string, outputUri: string): void {
  if (!inputUri.startsWith(outputUri) && !outputUri.startsWith(inputUri)) return;
  throw new InvalidOptionError(
    `The output ${quote(outputUri)} and the input ${quote(inputUri)} lie one inside the other`,
    {
      option: 'outputUri',
      expected: 'a prefix that is neither inside the input nor around it',
      received: quote(outputUri),
      hint: 'Leave the output out for a prefix beside the input, or choose another one',
    },
  );
}
