import { sealPartitions } from '../partitions/index.ts';
import { itemsOf, MOST_ITEMS } from './items.ts';
import { asStep } from './step-error.ts';
import { type Members, requireEvent, type StepEvent } from './step-event.ts';

/** Event of {@link seal}. Plain JSON. */
export type SealEvent = StepEvent;

/** What {@link seal} gives. Plain JSON. */
export interface Sealed {
  readonly out: string;
  readonly records: number;
  readonly bytes: number;
  readonly jobs: number;
  /** The shares in which outcomes are to be collected, counted from 0: one for each job, 10,000 at most. */
  readonly shares: readonly number[];
  /** How many shares there are. */
  readonly of: number;
  /** Whether the dataset was there already. */
  readonly reused: boolean;
}

const MEMBERS: Members<SealEvent> = { out: true };

/**
 * Makes the dataset of all partitions of a plan, as `sealPartitions`; a Lambda handler.
 *
 * Called again it gives the dataset that is there.
 *
 * @throws {RepeatableStepError} where a repeated call may succeed, {@link StepError} where not.
 */
export function seal(event: SealEvent): Promise<Sealed> {
  return asStep(async () => {
    const { out } = requireEvent(event, MEMBERS);
    const { manifest, reused } = await sealPartitions(out);
    const { records, bytes, jobs } = manifest;
    const shares = itemsOf(Math.min(jobs.length, MOST_ITEMS));
    return { out, records, bytes, jobs: jobs.length, shares, of: shares.length, reused };
  });
}
