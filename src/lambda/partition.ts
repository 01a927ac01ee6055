import { buildPartition } from '../partitions/index.ts';
import { asStep } from './step-error.ts';
import { type Members, requireEvent, requireIndex, type StepEvent } from './step-event.ts';

/** Event of {@link partition}. Plain JSON. */
export interface PartitionEvent extends StepEvent {
  /** Which partition, counted from 0. */
  readonly index: number;
}

/** What {@link partition} gives. Plain JSON. */
export interface PartitionBuilt {
  readonly index: number;
  readonly records: number;
  readonly bytes: number;
  /** Rows that were set aside. */
  readonly rejected: number;
  /** Whether it was there already, so that nothing was read. */
  readonly reused: boolean;
}

const MEMBERS: Members<PartitionEvent> = { out: true, index: true };

/**
 * Builds one partition of a plan, as `buildPartition`; a Lambda handler.
 *
 * It needs ephemeral storage for the records of the partition. It may be killed and called again, also while another one builds the same.
 *
 * @throws {RepeatableStepError} where a repeated call may succeed, {@link StepError} where not.
 */
export function partition(event: PartitionEvent): Promise<PartitionBuilt> {
  return asStep(async () => {
    const { out, index } = requireEvent(event, MEMBERS);
    const built = await buildPartition(out, { index: requireIndex(index) });
    const { records, bytes, rejected, reused } = built;
    return { index, records, bytes, rejected, reused };
  });
}
