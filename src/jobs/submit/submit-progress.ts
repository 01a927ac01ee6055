import type { RunMeasure } from '../measure/run-measure.ts';

/**
 * What happens to a job while it is submitted.
 *
 * `sending`: the request is on disk and goes out. `repeating`: no clear answer, or throttled; the same request goes out
 * again. `waiting`: the quota of jobs is full. `looking`: the name is taken, the list is searched. `submitted`, `adopted`
 * (it existed already), `kept` (submitted before): done.
 */
export type SubmitStep =
  | 'sending'
  | 'repeating'
  | 'waiting'
  | 'looking'
  | 'submitted'
  | 'adopted'
  | 'kept';

/** Progress of {@link submitJobs}. */
export interface SubmitProgress {
  readonly step: SubmitStep;
  /** Folder of the job in the manifest: `jobs/0000`. */
  readonly folder: string;
  /** 1-based. */
  readonly attempt: number;
  readonly jobName: string;
  readonly jobArn?: string | undefined;
  /** ISO 8601: since when a job that was kept or adopted exists; for `waiting`, since when the quota has let no job in. */
  readonly since?: string | undefined;
  /** Why it repeats or waits, in the words of the error; why a job that was kept is not submitted again though it did not end well. */
  readonly reason?: string | undefined;
  /** Jobs that are done, this one included, and all jobs. */
  readonly submitted: number;
  readonly jobs: number;
  /** For `waiting`: how far the jobs are, those included that are not submitted yet; absent until they were looked at. */
  readonly measure?: RunMeasure | undefined;
}
