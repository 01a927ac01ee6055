export {
  builtDataset,
  type Dataset,
  datasetFile,
  datasetHome,
  fetchFiles,
  formatManifest,
  type OpenDatasetOptions,
  openDataset,
  openHome,
  parseManifest,
  readPiece,
} from './dataset.ts';
export { answersFile, answersPiece, answersPieces } from './kept-answers.ts';
export {
  ANSWERS_NAME,
  bestOutcomesPath,
  CUT_NAME,
  checkedOutcomesPath,
  collectedFolder,
  ID_HASHES_NAME,
  JOBS_FOLDER,
  jobFolder,
  listeningFolder,
  MANIFEST_NAME,
  NUMBERS_NAME,
  onDemandFolder,
  outcomesPath,
  PARTITIONS_FOLDER,
  REJECTED_NAME,
  REPEATS_NAME,
  ROWS_NAME,
  RUNS_FOLDER,
  rejectedOutcomesPath,
  roundFolder,
  shardPath,
} from './layout.ts';
export * from './lean.ts';
export {
  type DatasetJob,
  type DatasetRepeats,
  type DatasetRows,
  type Manifest,
  type MediaFile,
  REJECTED_NUMBERS,
  type RejectedRow,
  type RejectedRows,
  type RowRange,
  rejectedRowSchema,
  rowFiles,
  type Shard,
} from './manifest.ts';
export { datasetDigest, datasetPrefix, sha256, slug } from './names.ts';
export {
  type RecordOrder,
  type RecordSpan,
  recordOrder,
  spanOfJob,
} from './record-order.ts';
export { beginRun } from './run/begin-run.ts';
export { isJobArnAt } from './run/job-arn.ts';
export { endedStatuses, type JobStatus, jobStatuses, type SeenStatus } from './run/job-statuses.ts';
export { lostRun } from './run/lost-run.ts';
export { findRun, type OpenRunOptions, openRun } from './run/open-run.ts';
export { ownRun, type RunOwner, whoWorksOn } from './run/own-run.ts';
export { jobName, requestDigest, requestToken, type UnnamedRequest } from './run/request-names.ts';
export { isBegun, type RetryRound, retryRounds } from './run/retry-rounds.ts';
export { type AttemptKey, Run, type SeenJob, type UpdateOptions } from './run/run.ts';
export { isRunName, requireRunName } from './run/run-name.ts';
export type {
  JobAttempt,
  JobRequest,
  JobSeen,
  RecordCounts,
  RunJob,
  RunPlace,
  RunState,
  RunTarget,
  SavedOutcomes,
  Tag,
  VpcConfig,
} from './run/run-state.ts';
export { endpointNotGiven, requireRunTarget } from './run/run-target.ts';
