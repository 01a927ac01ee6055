import type { BedrockClient } from '@aws-sdk/client-bedrock';
import { type Run, requireRunTarget } from '../../dataset/index.ts';
import { destinationOf, makeBedrockClient } from './bedrock-client.ts';
import type { BedrockOptions } from './client-options.ts';

/**
 * Gives the client for a run: the one passed in as it is, else one for the run's region, once it is known to call what the
 * run was submitted to. Whoever did not pass it in destroys it.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where the run is at an endpoint of its own and neither client nor endpoint is given.
 * @throws {DatasetError} `RUN_TARGET_DIFFERS` where region or endpoint are not those of the run.
 */
export async function clientForRun(run: Run, options: BedrockOptions): Promise<BedrockClient> {
  if (options.bedrock !== undefined) return options.bedrock;
  const region = options.region ?? run.state.target.region;
  const bedrock = await makeBedrockClient({ ...options, region });
  try {
    requireRunTarget(run, await destinationOf(bedrock));
    return bedrock;
  } catch (error) {
    bedrock.destroy();
    throw error;
  }
}

/**
 * Calls a function with a client that calls what a run was submitted to; one that was made for it is closed afterwards.
 *
 * `run.json` is data, perhaps someone else's: its region is used, an address in it only compared with the one that is given.
 *
 * @param run The run, from {@link submitJobs} or `openRun`.
 * @param options Client or how to make one; a client passed in is used as it is.
 * @param use What to do with the client.
 * @returns What the function gives.
 * @throws {InvalidOptionError} `INVALID_OPTION` where the run is at an endpoint of its own and neither client nor endpoint is given.
 * @throws {DatasetError} `RUN_TARGET_DIFFERS` where region or endpoint are not those of the run.
 *
 * @example Get the jobs of a run
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { BedrockClient } from '@aws-sdk/client-bedrock';
 * import { buildDataset } from 'bedrock-batch';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { getJob, submitJobs, withRunClient } from 'bedrock-batch/jobs';
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
 * const run = await submitJobs({ dataset, uri: 's3://bucket/texts/' }, { bedrock, roleArn });
 *
 * const jobs = await withRunClient(run, { bedrock }, (client) =>
 *   Promise.all(
 *     run.state.jobs.map(({ attempts }) => getJob(attempts.at(-1)?.jobArn ?? '', { bedrock: client })),
 *   ),
 * );
 *
 * console.assert(jobs[0]?.inputUri === 's3://bucket/texts/jobs/0000/');
 * await emulator.close();
 * ```
 */
export async function withRunClient<T>(
  run: Run,
  options: BedrockOptions,
  use: (bedrock: BedrockClient) => Promise<T>,
): Promise<T> {
  const bedrock = await clientForRun(run, options);
  try {
    return await use(bedrock);
  } finally {
    if (options.bedrock === undefined) bedrock.destroy();
  }
}
