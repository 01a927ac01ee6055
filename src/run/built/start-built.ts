import type { Dataset } from '../../dataset/index.ts';
import type { SubmitOptions } from '../../jobs/index.ts';
import type { RunBuiltOptions } from '../run-options.ts';
import type { StartedRun } from '../run-report.ts';
import { withBuilt } from './with-built.ts';

/** Takes a dataset that was built as far as its jobs, as `startRun` does with rows; waits for none of them to end. */
export function startBuilt(
  dataset: Dataset,
  options: RunBuiltOptions & Pick<SubmitOptions, 'waitForSlots'>,
): Promise<StartedRun> {
  return withBuilt(dataset, { ...options, isDetached: true }, async ({ run, isCanaryOpen }) => ({
    run,
    isCanaryOpen,
  }));
}
