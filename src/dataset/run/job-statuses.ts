/** All ten statuses of a job, in the order a job may pass them. Source: ModelInvocationJobStatus of the API. */
export const jobStatuses = [
  'Submitted',
  'Validating',
  'Scheduled',
  'InProgress',
  'Completed',
  'PartiallyCompleted',
  'Failed',
  'Stopping',
  'Stopped',
  'Expired',
] as const;

/** Status of a model invocation job. */
export type JobStatus = (typeof jobStatuses)[number];

/** Those of them that never change again. Source: status list of GetModelInvocationJob. */
export const endedStatuses: readonly JobStatus[] = [
  'Completed',
  'PartiallyCompleted',
  'Failed',
  'Stopped',
  'Expired',
];

/** Status as Bedrock gives it: one of the ten, or one that this version does not know, which counts as not ended. */
export type SeenStatus = JobStatus | (string & {});
