import { openRun } from '../dataset/index.ts';
import { lookOnce, snapshotOf, withSecondLook } from '../jobs/index.ts';
import { type CollectedShare, collectOutcomes } from '../partitions/index.ts';
import { asStep } from './step-error.ts';
import { type Members, requireEvent, requireIndex, type StepEvent } from './step-event.ts';
import { withDataset } from './with-dataset.ts';

/** Event of {@link collect}. Plain JSON. */
export interface CollectEvent extends StepEvent {
  /** Which share of the jobs, counted from 0. */
  readonly index: number;
  /** How many shares there are. Default: one for each job. */
  readonly of?: number | undefined;
  /** Name of the run. Default `main`. */
  readonly run?: string | undefined;
  /** Whether each outcome has its record. Default false. */
  readonly withRecord?: boolean | undefined;
  /** Whether outcomes are kept although the outputs are not those that Bedrock counted. Default false. */
  readonly acceptMissing?: boolean | undefined;
}

/** What {@link collect} gives. Plain JSON. */
export type Collected = CollectedShare;

const MEMBERS: Members<CollectEvent> = {
  out: true,
  index: true,
  of: true,
  run: true,
  withRecord: true,
  acceptMissing: true,
};

/**
 * Reads the outputs of a share of the jobs of a run, and writes one outcome for each of their records beside the run, as `collectOutcomes`; a Lambda handler.
 *
 * It needs ephemeral storage for the outcomes of the share. It may be killed and called again; where the share is there, nothing is read.
 *
 * @throws {RepeatableStepError} where a repeated call may succeed, {@link StepError} where not.
 */
export function collect(event: CollectEvent): Promise<Collected> {
  return asStep(async () => {
    const { out, run: name, index, ...how } = requireEvent(event, MEMBERS);
    requireIndex(index);
    return withDataset(out, async (dataset) => {
      const run = await openRun(dataset, { run: name });
      const forgotten = snapshotOf(run).done ? [] : await lookOnce(run);
      return withSecondLook(run, {}, () => collectOutcomes(run, { ...how, index, forgotten }));
    });
  });
}
