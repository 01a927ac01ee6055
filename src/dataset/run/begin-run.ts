import type { Dataset } from '../dataset.ts';
import { findRun } from './open-run.ts';
import type { RunOwner } from './own-run.ts';
import { Run } from './run.ts';
import { requireRunName } from './run-name.ts';
import type { RunPlace, RunState } from './run-state.ts';
import { targetDiffers } from './run-target.ts';

/**
 * Opens the run of that name, or makes it where there is none; it is on disk when this returns.
 *
 * @param owner What this process owns the run by, where it does.
 * @throws {DatasetError} `RUN_TARGET_DIFFERS` where the run exists for another target or other URIs.
 */
export async function beginRun(dataset: Dataset, place: RunPlace, owner?: RunOwner): Promise<Run> {
  const found = await findRun(dataset, place.run, owner);
  if (found !== undefined) return requireSameTarget(found, place);
  const state: RunState = {
    version: 1,
    run: requireRunName(place.run),
    dataset: dataset.manifest.digest,
    target: place.target,
    inputUri: place.inputUri,
    outputUri: place.outputUri,
    jobs: dataset.manifest.jobs.map(({ folder }) => ({ folder, attempts: [] })),
  };
  const run = new Run(dataset, { state, tag: null }, owner);
  await run.update((same) => same);
  return run;
}

function requireSameTarget(run: Run, place: RunPlace): Run {
  const { target, inputUri, outputUri } = run.state;
  const pairs = [
    ['region', target.region, place.target.region],
    ['account', target.account, place.target.account],
    ['endpoint', target.endpoint, place.target.endpoint],
    ['input', inputUri, place.inputUri],
    ['output', outputUri, place.outputUri],
  ] as const;
  const differing = pairs.find(([, before, now]) => before !== now);
  if (differing === undefined) return run;
  throw targetDiffers(run, differing);
}
