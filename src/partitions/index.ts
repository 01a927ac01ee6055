export {
  type BuildPartitionOptions,
  type BuiltPartition,
  buildPartition,
} from './build-partition.ts';
export {
  type CollectedShare,
  type CollectOptions,
  type CollectStatus,
  collectOutcomes,
  collectStatus,
} from './collect/collect-outcomes.ts';
export {
  cleanPartitions,
  type PartitionStatus,
  partitionStatus,
  rangesOf,
} from './partition-status.ts';
export type { PartitionOptions, PartitionPlan, PlannedModule } from './plan/partition-plan.ts';
export {
  type PlannedPartitions,
  type PlanPartitionsOptions,
  planPartitions,
} from './plan/plan-partitions.ts';
export { type SealPartitionsOptions, sealPartitions } from './seal/seal-partitions.ts';
export { type ObjectsOption, withHome } from './with-home.ts';
