import { DEFAULT_TIMEOUT_HOURS } from '../../../core/index.ts';
import {
  type EmulatedJob,
  type EmulatedJobRequest,
  expirationTime,
  hasEnded,
  invocationTypeOf,
} from '../jobs/job.ts';
import type { JobBook } from '../jobs/job-book.ts';
import type { EmulatorClock } from '../running/emulator-clock.ts';
import type { JobRunner } from '../running/job-runner.ts';
import {
  alreadyEnded,
  foreignRole,
  modelEnded,
  nameInUse,
  noSuchJob,
  notBatchable,
  tooManyJobs,
} from '../wire/refusals.ts';
import { type JobListRequest, listJobs } from './list-jobs.ts';

/** What the operations work on. */
export interface JobOperationsOptions {
  readonly book: JobBook;
  readonly runner: JobRunner;
  readonly clock: EmulatorClock;
  readonly account: string;
  readonly isBatchable: (modelId: string) => boolean;
  /** Last day of a model that is refused because it has ended. */
  readonly lastDayOfEnded: (modelId: string) => string | undefined;
  /** Most jobs of a model under way at a time. */
  readonly concurrentJobs: (modelId: string) => number;
}

const ROLE_ACCOUNT = /^arn:[^:]+:iam::([0-9]{12}):/;

/** The operations on jobs, from decoded and checked requests to replies that are not yet encoded. */
export class JobOperations {
  readonly #options: JobOperationsOptions;

  constructor(options: JobOperationsOptions) {
    this.#options = options;
  }

  /** A repeated token gives the first job again, whatever the rest of the request says. */
  async create(request: EmulatedJobRequest): Promise<{ readonly jobArn: string }> {
    const { book, runner, clock } = this.#options;
    const known = book.findByToken(request.clientRequestToken);
    if (known !== undefined) return { jobArn: known.jobArn };
    this.#checkMayCreate(request);
    const job = book.enter(request, clock.now());
    await book.save(clock.now());
    runner.start(job);
    return { jobArn: job.jobArn };
  }

  get(identifier: string): Readonly<Record<string, unknown>> {
    return describeJob(this.#find(identifier));
  }

  list(request: JobListRequest): Readonly<Record<string, unknown>> {
    const { jobs, nextToken } = listJobs(this.#options.book.jobs, request);
    return { invocationJobSummaries: jobs.map(describeJob), nextToken };
  }

  /** Get and List do not say them. */
  tags(resourceArn: string): Readonly<Record<string, unknown>> {
    return { tags: this.#find(resourceArn).request.tags ?? [] };
  }

  /** Stopping a job that is being stopped changes nothing. */
  async stop(identifier: string): Promise<Readonly<Record<string, never>>> {
    const job = this.#find(identifier);
    if (hasEnded(job)) throw alreadyEnded(job.jobArn, job.status);
    await this.#options.runner.stop(job);
    return {};
  }

  #checkMayCreate({ jobName, roleArn, modelId }: EmulatedJobRequest): void {
    const { book, account, concurrentJobs, isBatchable, lastDayOfEnded } = this.#options;
    const roleAccount = ROLE_ACCOUNT.exec(roleArn)?.[1] ?? account;
    if (roleAccount !== account) throw foreignRole(roleArn, account);
    if (!isBatchable(modelId)) throw notBatchable();
    const lastDay = lastDayOfEnded(modelId);
    if (lastDay !== undefined) throw modelEnded(modelId, lastDay);
    if (book.findByName(jobName) !== undefined) throw nameInUse();
    const most = concurrentJobs(modelId);
    if (book.running(modelId) >= most) throw tooManyJobs(modelId, most);
  }

  #find(identifier: string): EmulatedJob {
    const job = this.#options.book.find(identifier);
    if (job === undefined) throw noSuchJob(identifier);
    return job;
  }
}

/** A job as Get and List show it; without its tags. */
export function describeJob(job: EmulatedJob): Readonly<Record<string, unknown>> {
  const { tags: _tags, ...request } = job.request;
  return {
    ...request,
    jobArn: job.jobArn,
    status: job.status,
    message: job.message,
    submitTime: new Date(job.submitTime),
    lastModifiedTime: new Date(job.lastModifiedTime),
    endTime: job.endTime === undefined ? undefined : new Date(job.endTime),
    modelInvocationType: invocationTypeOf(job),
    timeoutDurationInHours: request.timeoutDurationInHours ?? DEFAULT_TIMEOUT_HOURS,
    jobExpirationTime: new Date(expirationTime(job)),
    totalRecordCount: job.startTime === undefined ? 0 : job.counts.total,
    processedRecordCount: job.counts.processed,
    successRecordCount: job.counts.succeeded,
    errorRecordCount: job.counts.failed,
  };
}
