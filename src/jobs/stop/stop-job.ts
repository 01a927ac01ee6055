import { withBedrock } from '../bedrock/bedrock-client.ts';
import { requireJobArn } from '../job/job-arn.ts';
import { type StopOptions, type StoppedJob, stop, told } from './ask-to-stop.ts';

/**
 * Stops a batch job. One that has ended is told, not thrown.
 *
 * What it processed by then is billed and can be read; `Stopping` becomes `Stopped` after a while.
 * Source: StopModelInvocationJob.
 *
 * @param jobArn ARN of the job.
 * @param options Client or how to make one.
 * @returns What became of it.
 * @throws {InvalidOptionError} `INVALID_OPTION` for what cannot be a job.
 * @throws {JobError} `JOB_NOT_FOUND`, `JOB_ACCESS_DENIED`, `JOB_CREDENTIALS`, `JOB_STATE`, `JOB_THROTTLED` and `JOB_REQUEST`.
 *
 * @example Stop a job
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { BedrockClient } from '@aws-sdk/client-bedrock';
 * import { buildDataset } from 'bedrock-batch';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { stopJob, submitJobs } from 'bedrock-batch/jobs';
 *
 * const texts = Array.from({ length: 100 }, (_, index) => ({ text: `Text ${index}` }));
 * const dataset = await buildDataset(texts, {
 *   model: 'amazon.titan-embed-text-v2:0',
 *   prompt: '{{text}}',
 *   out: join(await mkdtemp(join(tmpdir(), 'example-')), 'texts'),
 * });
 * const emulator = await createEmulator({ timeScale: 0 });
 * const bedrock = new BedrockClient(emulator.clientConfig);
 * const roleArn = `arn:aws:iam::${emulator.account}:role/Batch`;
 *
 * const run = await submitJobs({ dataset, uri: 's3://bucket/texts/' }, { bedrock, roleArn });
 * const jobArn = run.state.jobs[0]?.attempts[0]?.jobArn ?? '';
 *
 * const stopped = await stopJob(jobArn, { bedrock });
 *
 * console.assert(stopped.outcome === 'asked');
 * await emulator.close();
 * ```
 */
export async function stopJob(jobArn: string, options: StopOptions = {}): Promise<StoppedJob> {
  requireJobArn(jobArn);
  return withBedrock(options, async (bedrock) => {
    const { outcome, job } = await stop({ bedrock, signal: options.signal }, jobArn, options);
    return told(outcome, job);
  });
}
