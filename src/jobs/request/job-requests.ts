import { InvalidOptionError, quote, withoutUndefined } from '../../core/index.ts';
import {
  type Dataset,
  type JobRequest,
  jobName,
  type Manifest,
  requestDigest,
  requestToken,
  sha256,
  type UnnamedRequest,
} from '../../dataset/index.ts';
import { requireS3Folder } from '../../io/index.ts';
import { requireValidRequest } from './check-request.ts';
import { requireApart } from './output-uri.ts';
import type { JobRequestsOptions, RequestOptions } from './request-options.ts';

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
    const request = named(unnamed, manifest, options, job, attempt);
    requireValidRequest(request);
    return Object.freeze({ folder, attempt, request });
  });
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

function named(
  unnamed: UnnamedRequest,
  manifest: Manifest,
  options: JobRequestsOptions,
  job: number,
  attempt: number,
): JobRequest {
  const digest = requestDigest(unnamed, manifest.digest, options.run ?? 'main');
  const { jobNamePrefix, clientRequestToken } = options;
  const name =
    jobNamePrefix === undefined
      ? jobName(manifest.name, digest, { job, attempt })
      : chosenName(jobNamePrefix, manifest.jobs.length > 1 ? job : undefined, attempt);
  const token =
    clientRequestToken === undefined
      ? requestToken(digest, attempt)
      : chosenToken(clientRequestToken, attempt);
  return { jobName: name, clientRequestToken: token, ...unnamed };
}

/** Bedrock never frees a name, so each attempt has its own; the only job of a dataset needs no number. */
function chosenName(prefix: string, job: number | undefined, attempt: number): string {
  const position = job === undefined ? '' : `-${String(job).padStart(4, '0')}`;
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
