import type { Waiting } from '../bedrock/backoff.ts';
import { type DatedJob, fetchDatedJob } from '../bedrock/bedrock-calls.ts';
import { withBedrock } from '../bedrock/bedrock-client.ts';
import type { BedrockOptions } from '../bedrock/client-options.ts';
import { readPatiently } from '../bedrock/retryable.ts';
import { requireJobArn } from '../job/job-arn.ts';
import type { JobDetails } from '../job/job-details.ts';

/** Options of {@link getJob}. */
export interface GetJobOptions extends BedrockOptions, Waiting {
  /** Account of the job, twelve digits; with it a bare id is made an ARN. */
  readonly account?: string | undefined;
}

/**
 * Gets a batch job: status, counts, times and settings.
 *
 * Source: GetModelInvocationJob. Tags do not come with it.
 *
 * @param job ARN of the job, or its id of twelve characters.
 * @param options Client or how to make one.
 * @returns What Bedrock says of it now.
 * @throws {InvalidOptionError} `INVALID_OPTION` for what cannot be a job.
 * @throws {JobError} `JOB_NOT_FOUND`, `JOB_ACCESS_DENIED`, `JOB_CREDENTIALS`, `JOB_VALIDATION`, `JOB_THROTTLED` and `JOB_REQUEST`.
 *
 * @example Look at a job
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { BedrockClient } from '@aws-sdk/client-bedrock';
 * import { buildDataset } from 'bedrock-batch';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { getJob, submitJobs } from 'bedrock-batch/jobs';
 *
 * const texts = Array.from({ length: 100 }, (_, index) => ({ text: `Text ${index}` }));
 * const dataset = await buildDataset(texts, {
 *   model: 'amazon.titan-embed-text-v2:0',
 *   prompt: '{{text}}',
 *   out: join(await mkdtemp(join(tmpdir(), 'example-')), 'texts'),
 * });
 * const emulator = await createEmulator();
 * const bedrock = new BedrockClient(emulator.clientConfig);
 * const roleArn = `arn:aws:iam::${emulator.account}:role/Batch`;
 *
 * const run = await submitJobs({ dataset, uri: 's3://bucket/texts/' }, { bedrock, roleArn });
 * const jobArn = run.state.jobs[0]?.attempts[0]?.jobArn ?? '';
 *
 * const job = await getJob(jobArn, { bedrock });
 *
 * console.assert(job.inputUri === 's3://bucket/texts/jobs/0000/');
 * await emulator.close();
 * ```
 */
export async function getJob(job: string, options: GetJobOptions = {}): Promise<JobDetails> {
  return (await getDatedJob(job, options)).job;
}

/** {@link getJob}, with the date of the reply. */
export async function getDatedJob(job: string, options: GetJobOptions): Promise<DatedJob> {
  requireJobArn(job);
  return withBedrock(options, async (bedrock) => {
    const region = options.region ?? (options.account && (await bedrock.config.region()));
    const jobArn = requireJobArn(job, { region, account: options.account });
    return readPatiently(() => fetchDatedJob({ bedrock, signal: options.signal }, jobArn), options);
  });
}
