/**
 * Handlers for Lambda: the steps of many machines, which a state machine or any other scheduler calls.
 *
 * @module
 */
export {
  type Advanced,
  type AdvanceEvent,
  advance,
  type CollectEvent,
  type Collected,
  collect,
  type FinishEvent,
  type Finished,
  finish,
  type LambdaContext,
  type ListenEvent,
  type Listening,
  listen,
  type PartitionBuilt,
  type PartitionEvent,
  type PlanEvent,
  type Planned,
  partition,
  plan,
  RepeatableStepError,
  type SealEvent,
  type Sealed,
  StepError,
  type StepEvent,
  seal,
  type WakeEvent,
  type Woken,
  wake,
} from './lambda/index.ts';
