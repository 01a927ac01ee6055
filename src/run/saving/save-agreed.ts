import type { Run } from '../../dataset/index.ts';
import { withSecondLook } from '../../jobs/index.ts';
import { type SaveOutcomesOptions, saveOutcomes } from '../../results/index.ts';
import type { TargetOptions } from '../run-options.ts';

/**
 * Saves the outcomes of a run. Where outputs are not those that Bedrock counted, its counts are asked for once more: what it
 * said in the second a job ended may not have been all.
 *
 * @throws {JobError} `JOB_OUTPUTS_DIFFER` where they still differ.
 */
export function saveAgreed(
  run: Run,
  options: SaveOutcomesOptions & Pick<TargetOptions, 'bedrock'>,
): Promise<readonly string[]> {
  return withSecondLook(run, options, () => saveOutcomes(run, options));
}
