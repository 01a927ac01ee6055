export { type Advanced, type AdvanceEvent, advance } from './advance.ts';
export { type CollectEvent, type Collected, collect } from './collect.ts';
export { type FinishEvent, type Finished, finish } from './finish.ts';
export { type PartitionBuilt, type PartitionEvent, partition } from './partition.ts';
export { type PlanEvent, type Planned, plan } from './plan.ts';
export { type SealEvent, type Sealed, seal } from './seal.ts';
export { RepeatableStepError, StepError } from './step-error.ts';
export type { StepEvent } from './step-event.ts';
export type { LambdaContext } from './turn-signal.ts';
