import { openRun } from '../dataset/index.ts';
import { type CollectStatus, collectStatus } from '../partitions/index.ts';
import { asStep } from './step-error.ts';
import { type Members, requireEvent, type StepEvent } from './step-event.ts';
import { withDataset } from './with-dataset.ts';

/** Event of {@link finish}. Plain JSON. */
export interface FinishEvent extends StepEvent {
  /** How many shares there are. Default: one for each job. */
  readonly of?: number | undefined;
  /** Name of the run. Default `main`. */
  readonly run?: string | undefined;
}

/** What {@link finish} gives. Plain JSON. */
export type Finished = CollectStatus;

const MEMBERS: Members<FinishEvent> = { out: true, of: true, run: true };

/**
 * Tells which shares of the outcomes of a run are collected, as `collectStatus`: a map that bears failures says nothing of those that failed; a Lambda handler.
 *
 * @throws {RepeatableStepError} where a repeated call may succeed, {@link StepError} where not.
 */
export function finish(event: FinishEvent): Promise<Finished> {
  return asStep(async () => {
    const { out, of, run: name } = requireEvent(event, MEMBERS);
    return withDataset(out, async (dataset) =>
      collectStatus(await openRun(dataset, { run: name }), { of }),
    );
  });
}
