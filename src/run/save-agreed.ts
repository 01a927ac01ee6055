import { isBedrockBatchError } from '../core/index.ts';
import type { Run } from '../dataset/index.ts';
import { lookAgain } from '../jobs/index.ts';
import {
  agreementOf,
  type JobOutcomes,
  type SaveOutcomesOptions,
  saveOutcomes,
} from '../results/index.ts';
import type { TargetOptions } from './run-options.ts';

/**
 * Saves the outcomes of a run. Where outputs are not those that Bedrock counted, its counts are asked for once more: what it
 * said in the second a job ended may not have been all.
 *
 * @throws {JobError} `JOB_OUTPUTS_DIFFER` where they still differ.
 */
export async function saveAgreed(
  run: Run,
  options: SaveOutcomesOptions & Pick<TargetOptions, 'bedrock'>,
): Promise<readonly string[]> {
  const differing: string[] = [];
  const onJob = (job: JobOutcomes) => {
    if (agreementOf(job).status === 'differs') differing.push(job.folder);
  };
  try {
    return await saveOutcomes(run, { ...options, onJob });
  } catch (error) {
    if (!isBedrockBatchError(error) || error.code !== 'JOB_OUTPUTS_DIFFER') throw error;
    if (!(await lookAgain(run, differing, options))) throw error;
    return saveOutcomes(run, options);
  }
}
