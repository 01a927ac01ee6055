import type { RowsFrom } from '../builders/index.ts';
import type { StartRunOptions } from './run-options.ts';
import type { StartedRun } from './run-report.ts';
import { withJobs } from './with-jobs.ts';

/**
 * Takes a source as far as its jobs: build, validate, upload and submit; waits for none of them to end.
 *
 * Go on from any process: `openRun`, then `watchRun` and `readOutcomes`; or `runDataset` with the same arguments, which waits and
 * keeps the outcomes. Called again it submits what is not submitted yet; a job is never paid for twice.
 *
 * Memory: as `runDataset`.
 *
 * @param source As for `runDataset`.
 * @param options As for `runDataset`. With `waitForSlots: false` it does not wait for the quota of concurrent jobs either.
 * @returns The run, once all its jobs are with Bedrock.
 * @throws {JobError} `JOB_QUOTA` with `waitForSlots: false`, where the quota took only some of the jobs; these are submitted.
 * @throws What `buildDataset`, `uploadDataset` and `submitJobs` throw.
 *
 * @example Submit now, and collect later
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { BedrockClient } from '@aws-sdk/client-bedrock';
 * import { S3Client } from '@aws-sdk/client-s3';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { waitForRun } from 'bedrock-batch/jobs';
 * import { startRun } from 'bedrock-batch/run';
 *
 * const emulator = await createEmulator();
 * await emulator.createBucket('bucket');
 * const rows = Array.from({ length: 100 }, (_, index) => ({ text: `Text ${index}` }));
 * const bedrock = new BedrockClient(emulator.clientConfig);
 *
 * const { run } = await startRun(rows, {
 *   model: 'amazon.titan-embed-text-v2:0',
 *   prompt: '{{text}}',
 *   out: join(await mkdtemp(join(tmpdir(), 'example-')), 'texts'),
 *   to: 's3://bucket/batches/',
 *   roleArn: `arn:aws:iam::${emulator.account}:role/Batch`,
 *   s3: new S3Client(emulator.clientConfig),
 *   bedrock,
 * });
 * console.assert(run.state.jobs[0]?.attempts[0]?.jobArn !== undefined);
 *
 * const { jobs } = await waitForRun(run, { bedrock, pollSeconds: { first: 0.1, most: 1 } });
 * console.assert(jobs[0]?.status === 'Completed');
 * await emulator.close();
 * ```
 */
export async function startRun<Row = unknown>(
  source: RowsFrom<Row>,
  options: StartRunOptions<Row>,
): Promise<StartedRun> {
  return withJobs(source, { ...options, isDetached: true }, async ({ run, isCanaryOpen }) => ({
    run,
    isCanaryOpen,
  }));
}
