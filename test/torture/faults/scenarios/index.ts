import type { Scenario } from '../scenario.ts';
import { list, stop } from './jobs.ts';
import { models, quotas } from './lookups.ts';
import { results } from './results.ts';
import { run } from './run.ts';
import { submit } from './submit.ts';
import { clean, goOn, upload } from './upload.ts';

export { removeSample } from './upload.ts';

/** Every use of the command that asks AWS for something in a way of its own. */
export const scenarios: readonly Scenario[] = [
  ...[run, upload, goOn, clean, submit, results, stop, list, models, quotas],
];
