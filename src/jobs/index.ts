export { authPreference } from './bedrock/auth-preference.ts';
export { Backoff, type Waiting } from './bedrock/backoff.ts';
export type { ApiOperation } from './bedrock/bedrock-calls.ts';
export { makeBedrockClient } from './bedrock/bedrock-client.ts';
export type { BedrockClientOptions, BedrockOptions } from './bedrock/client-options.ts';
export { withState, wrapJobError } from './bedrock/job-errors.ts';
export { samePage } from './bedrock/job-pages.ts';
export { isJobNotFound } from './bedrock/retryable.ts';
export { withRunClient } from './bedrock/run-client.ts';
export { explainFailure, type FailureCause } from './job/explain-failure.ts';
export type { JobDetails, JobSummary } from './job/job-details.ts';
export { isEnded, whyNotAgain } from './job/job-status.ts';
export { mayBeRequested, needsRequest } from './job/needs-request.ts';
export { type CallApiOptions, callApi } from './lookup/call-api.ts';
export { type GetJobOptions, getJob } from './lookup/get-job.ts';
export { type ListJobsOptions, listJobs, listRequest } from './lookup/list-jobs.ts';
export { type LiveModels, type LiveModelsOptions, readLiveModels } from './lookup/live-models.ts';
export type { MeasureOptions } from './measure/measured-run.ts';
export type { CostSoFar, JobsAtStatus, RunMeasure } from './measure/run-measure.ts';
export { RunMeter } from './measure/run-meter.ts';
export { estimateOfRun, wholeEstimate } from './measure/whole-estimate.ts';
export { jobRequests, type RequestedJob } from './request/job-requests.ts';
export { defaultOutputUri } from './request/output-uri.ts';
export type { JobRequestsOptions, RequestOptions } from './request/request-options.ts';
export type { StopOptions, StoppedJob } from './stop/ask-to-stop.ts';
export { type Deadline, requireDeadline } from './stop/deadline.ts';
export { stopJob } from './stop/stop-job.ts';
export { stopRun } from './stop/stop-run.ts';
export { type PlannedStep, planSubmission, type SubmissionPlan } from './submit/plan-submission.ts';
export type { CostOptions } from './submit/require-cost.ts';
export type { DatasetInS3, SubmissionOptions } from './submit/submission.ts';
export { type SubmitOptions, submitJobs, submitOwned } from './submit/submit-jobs.ts';
export type { SubmitProgress, SubmitStep } from './submit/submit-progress.ts';
export { lookAgain, lookOnce, withSecondLook } from './watch/look-again.ts';
export type { Unanswered } from './watch/look-patience.ts';
export { lookSurely } from './watch/look-surely.ts';
export type { PollSeconds } from './watch/poll.ts';
export {
  type JobSnapshot,
  type RunRecords,
  type RunSnapshot,
  snapshotOf,
  snapshotWithout,
} from './watch/snapshot.ts';
export { watchJob } from './watch/watch-job.ts';
export { type WatchOptions, waitForRun, watchRun } from './watch/watch-run.ts';
