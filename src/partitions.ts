/**
 * Builds a dataset on many machines, a partition of its source each.
 *
 * @module
 */

export type {
  CutFile,
  CutPart,
  CutSpan,
  DecidedSelection,
  FileLayout,
  KnownTable,
  RowFile,
  RowSpan,
} from './builders/index.ts';
export {
  type BuildPartitionOptions,
  type BuiltPartition,
  buildPartition,
  type CollectedShare,
  type CollectOptions,
  type CollectStatus,
  cleanPartitions,
  collectOutcomes,
  collectStatus,
  type ObjectsOption,
  type PartitionOptions,
  type PartitionPlan,
  type PartitionStatus,
  type PlannedModule,
  type PlannedPartitions,
  type PlanPartitionsOptions,
  partitionStatus,
  planPartitions,
  type SealPartitionsOptions,
  sealPartitions,
} from './partitions/index.ts';
