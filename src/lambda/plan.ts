import { InvalidOptionError, withoutUndefined } from '../core/index.ts';
import { findRegion } from '../io/index.ts';
import { type PartitionOptions, planPartitions } from '../partitions/index.ts';
import { itemsOf, requireItems } from './items.ts';
import { asStep } from './step-error.ts';
import { type Members, requireEvent, type StepEvent } from './step-event.ts';

/** Event of {@link plan}: what is built, and in how many partitions. Plain JSON. */
export interface PlanEvent extends StepEvent, PartitionOptions {
  /** S3 URI of an object or a prefix, or several of them. */
  readonly source: string | readonly string[];
  /** From 1 to 10,000. */
  readonly partitions: number;
}

/** What {@link plan} gives. Plain JSON. */
export interface Planned {
  readonly out: string;
  /** Absent where the dataset was sealed already. */
  readonly rows?: number | undefined;
  readonly bytes?: number | undefined;
  /** The partitions, counted from 0; none where the dataset was sealed already. */
  readonly indexes: readonly number[];
  /** Whether the same plan, or its dataset, was there already. */
  readonly reused: boolean;
}

const MEMBERS: Members<PlanEvent> = {
  out: true,
  source: true,
  partitions: true,
  allowConstantPrompt: true,
  allowUnchecked: true,
  asOf: true,
  baseModel: true,
  belowMinimum: true,
  comment: true,
  delimiter: true,
  encoding: true,
  format: true,
  header: true,
  id: true,
  invocationType: true,
  keysAs: true,
  limit: true,
  map: true,
  maxInvalid: true,
  maxTokens: true,
  messages: true,
  model: true,
  name: true,
  onInvalid: true,
  pick: true,
  prompt: true,
  quotas: true,
  ragged: true,
  region: true,
  rowSchemaFile: true,
  sample: true,
  schemaFile: true,
  seed: true,
  set: true,
  severities: true,
  skipLines: true,
  system: true,
  where: true,
};

/**
 * Cuts a source in S3 into partitions, as `planPartitions`; a Lambda handler.
 *
 * It reads the source once, within the 15 minutes of Lambda: what takes longer is planned by `bedrock-batch plan` with the same options, and found here. Called again it finds its plan, or
 * the dataset that it has become.
 *
 * @throws {RepeatableStepError} where a repeated call may succeed, {@link StepError} where not.
 */
export function plan(event: PlanEvent): Promise<Planned> {
  return asStep(async () => {
    const { source, partitions, out, ...options } = requireEvent(event, MEMBERS);
    requireSource(source);
    requireItems(partitions, 'partitions');
    const region = options.region ?? (await findRegion({}));
    const { plan: made, reused } = await planPartitions(source, {
      ...options,
      ...{ region, partitions, out },
    });
    const { rows, bytes } = made ?? {};
    const indexes = itemsOf(made?.partitions.length ?? 0);
    return withoutUndefined({ out, rows, bytes, indexes, reused });
  });
}

function requireSource(source: unknown): void {
  const paths = Array.isArray(source) ? source : [source];
  if (paths.length > 0 && paths.every((path) => typeof path === 'string' && path !== '')) return;
  throw new InvalidOptionError('source says what is built, and is none', {
    option: 'source',
    expected: 'an S3 URI, or a list of them',
  });
}
