import type { Dataset } from '../../dataset/index.ts';
import { bringToEnd, requireEnding } from '../run-dataset.ts';
import type { RunBuiltOptions } from '../run-options.ts';
import type { RunReport } from '../run-report.ts';
import { withBuilt } from './with-built.ts';

/**
 * Takes a dataset that was built the rest of the way: validate, upload, submit, wait, and one outcome for every record on disk.
 *
 * It goes on where any of these was left, also where the commands or `runDataset` had begun it, and does nothing twice: as {@link runDataset}. The outcomes
 * carry no rows, for no source is read; those that were saved before keep theirs. Memory: as `runDataset`, without the build.
 *
 * @param where Folder of the dataset, its S3 URI, or the dataset. Of one in S3 the state of the run and the outcomes are kept there too, so that any machine goes on with it.
 * @param options Where it goes, and how it is run.
 * @returns What became of the run, once all its jobs have ended.
 * @throws {DatasetError} `DATASET_NOT_FOUND` and `DATASET_MANIFEST` as `openDataset`.
 * @throws {JobError} `JOB_OUTPUTS_DIFFER` where outputs are not those that Bedrock counted.
 * @throws What `uploadDataset`, `submitJobs`, `watchRun` and `readOutcomes` throw.
 *
 * @example A dataset that was built before
 * ```ts
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { BedrockClient } from '@aws-sdk/client-bedrock';
 * import { S3Client } from '@aws-sdk/client-s3';
 * import { buildDataset } from 'bedrock-batch';
 * import { createEmulator } from 'bedrock-batch/emulator';
 * import { runBuilt } from 'bedrock-batch/run';
 *
 * const texts = Array.from({ length: 100 }, (_, index) => ({ text: `Text ${index}` }));
 * const dataset = await buildDataset(texts, {
 *   model: 'amazon.titan-embed-text-v2:0',
 *   prompt: '{{text}}',
 *   out: join(await mkdtemp(join(tmpdir(), 'example-')), 'texts'),
 * });
 * const emulator = await createEmulator({ timeScale: 50 });
 * await emulator.createBucket('bucket');
 *
 * const { totals } = await runBuilt(dataset.folder, {
 *   to: 's3://bucket/batch/',
 *   roleArn: `arn:aws:iam::${emulator.account}:role/Batch`,
 *   s3: new S3Client(emulator.clientConfig),
 *   bedrock: new BedrockClient(emulator.clientConfig),
 *   pollSeconds: { first: 0.05, most: 0.5 },
 * });
 *
 * console.assert(totals.counts.succeeded === 100);
 * await emulator.close();
 * ```
 */
export async function runBuilt(
  where: string | Dataset,
  options: RunBuiltOptions,
): Promise<RunReport> {
  await requireEnding(options);
  return withBuilt(where, options, bringToEnd);
}
