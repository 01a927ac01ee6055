import type { Moment } from '../../core/index.ts';
import type { DatasetJob, Run } from '../../dataset/index.ts';
import type { Estimate } from '../../pricing/index.ts';
import { costSoFar } from './cost-so-far.ts';
import type { JobReading } from './job-meter.ts';
import { jobsAtStatus } from './jobs-at-status.ts';
import type { RunMeasure } from './run-measure.ts';
import { RunMeter } from './run-meter.ts';

/** What of a run is measured. */
export interface MeasureOptions {
  /** Folders of the jobs that count. Default: all. */
  readonly jobs?: readonly string[] | undefined;
  /** What the whole dataset is estimated to cost, of `estimateDataset`: a measure then says what processed records have cost. Default: none, and so no cost. */
  readonly estimate?: Estimate | undefined;
}

/** What a look says of a job. */
type SeenOfJob = Omit<JobReading, 'id' | 'records'> & {
  readonly folder: string;
  readonly jobArn?: string | undefined;
};

/** A run that is measured, from one look at its jobs to the next. Memory: that of a {@link RunMeter}. */
export class MeasuredRun {
  readonly #run: Run;
  readonly #meter: RunMeter;
  readonly #jobs: readonly DatasetJob[];
  readonly #estimate: Estimate | undefined;
  readonly #areAllSubmitted: boolean;
  #last: RunMeasure | undefined;

  /** @param areAllSubmitted Whether jobs that are not submitted will not be. */
  constructor(run: Run, { jobs, estimate }: MeasureOptions, areAllSubmitted: boolean) {
    this.#run = run;
    this.#meter = new RunMeter(areAllSubmitted);
    this.#areAllSubmitted = areAllSubmitted;
    const { manifest } = run.dataset;
    this.#jobs = manifest.jobs.filter(({ folder }) => jobs?.includes(folder) ?? true);
    this.#estimate = estimate;
  }

  /** What was measured last; undefined where no look was answered yet. */
  get last(): RunMeasure | undefined {
    return this.#last;
  }

  /** The same with what is known of jobs by now: some were submitted since. */
  lastOf(snapshots: readonly SeenOfJob[]): RunMeasure | undefined {
    if (this.#last === undefined) return undefined;
    return Object.freeze({ ...this.#last, statuses: jobsAtStatus(this.#readings(snapshots)) });
  }

  /** Takes what a look saw that was answered. */
  saw(snapshots: readonly SeenOfJob[], at: Moment): RunMeasure {
    const readings = this.#readings(snapshots);
    const measure = this.#meter.saw(readings, at);
    const cost = this.#estimate && this.#costOf(this.#estimate);
    this.#last = cost === undefined ? measure : Object.freeze({ ...measure, cost });
    return this.#last;
  }

  #costOf(estimate: Estimate) {
    return costSoFar({
      jobs: this.#jobs,
      state: this.#run.state.jobs,
      estimate,
      processedOf: (folder) => this.#meter.job(folder) ?? { processed: 0, failed: 0 },
    });
  }

  /** A job that the run has not begun is one that is not submitted, as is one that waits to be let in. */
  #readings(snapshots: readonly SeenOfJob[]): readonly JobReading[] {
    const seen = new Map(snapshots.map((job) => [job.folder, job]));
    return this.#jobs.map(({ folder: id, records }) => {
      const job = seen.get(id);
      const isAsked = job !== undefined && (job.jobArn !== undefined || this.#areAllSubmitted);
      return isAsked ? { ...job, id, records } : { id, records, attempt: 0 };
    });
  }
}
