import { type EmulatedJob, type EmulatedJobStatus } from './job.ts';

/** A job of the emulator as it stood when it was looked at. */
export interface JobSnapshot {
  readonly jobArn: string;
  readonly jobName: string;
  readonly modelId: string;
  readonly status: EmulatedJobStatus;
  /** Why it failed. */
  readonly message?: string | undefined;
  /** On the emulator's clock. */
  readonly submitTime: Date;
  readonly totalRecordCount: number;
  readonly processedRecordCount: number;
  readonly successRecordCount: number;
  readonly errorRecordCount: number;
  /** Tags of the request; Get and List do not show them. */
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

/** Looks at a job. */
export function snapshotJob({ request, counts, ...job }: EmulatedJob): JobSnapshot {
  return Object.freeze({
    jobArn: job.jobArn,
    jobName: request.jobName,
    modelId: request.modelId,
    status: job.status,
    message: job.message,
    submitTime: new Date(job.submitTime),
    totalRecordCount: counts.total,
    processedRecordCount: counts.processed,
    successRecordCount: counts.succeeded,
    errorRecordCount: counts.failed,
    tags: request.tags ?? [],
  });
}
