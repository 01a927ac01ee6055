/**
 * Submits, lists, gets, stops and watches the batch inference jobs of a dataset.
 *
 * @module
 */
export type { Waiting } from './backoff.ts';
export {
  type BedrockClientOptions,
  type BedrockOptions,
  makeBedrockClient,
} from './bedrock-client.ts';
export { explainFailure, type FailureCause } from './explain-failure.ts';
export { type GetJobOptions, getJob } from './get-job.ts';
export type { JobDetails, JobSummary } from './job-details.ts';
export { endedWithNothing, isEnded } from './job-status.ts';
export { type ListJobsOptions, listJobs } from './list-jobs.ts';
export { type LiveModels, type LiveModelsOptions, readLiveModels } from './live-models.ts';
export {
  defaultOutputUri,
  type JobRequestsOptions,
  jobRequests,
  type RequestedJob,
  type RequestOptions,
} from './make-requests.ts';
export { type PlannedStep, planSubmission, type SubmissionPlan } from './plan-submission.ts';
export { withRunClient } from './run-destination.ts';
export { type StopOptions, type StoppedJob, stopJob, stopRun } from './stop-job.ts';
export type { DatasetInS3, SubmissionOptions } from './submission.ts';
export { type SubmitOptions, submitJobs } from './submit-jobs.ts';
export type { SubmitProgress, SubmitStep } from './submit-progress.ts';
export {
  type JobSnapshot,
  type PollSeconds,
  type RunRecords,
  type RunSnapshot,
  snapshotOf,
  type WatchOptions,
  waitForRun,
  watchRun,
} from './watch-run.ts';
