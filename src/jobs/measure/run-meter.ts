import { type Moment, PaceWindow, secondsBetween } from '../../core/index.ts';
import { JobMeter, type JobReading, WINDOW_SECONDS } from './job-meter.ts';
import { jobsAtStatus } from './jobs-at-status.ts';
import { jobsLeft } from './jobs-left.ts';
import type { RunMeasure } from './run-measure.ts';

/**
 * Measures how far jobs are, how fast they go and how long they take yet, look by look; reads no clock and asks nobody.
 *
 * Only what is processed between two looks counts for the pace: a run that is gone on with has no credit for what was there before. A time that nobody knows, in which the
 * machine slept or a clock was set, is left out with all that was done in it. Looks that got no answer are not taken at all: the time until the next one
 * that did counts, as do the records. Memory: 32 pairs of numbers for each job that runs, a few for each other one.
 */
export class RunMeter {
  readonly #areAllSubmitted: boolean;
  readonly #window = new PaceWindow(WINDOW_SECONDS);
  readonly #jobs = new Map<string, JobMeter>();
  #last: Moment | undefined;

  /** @param areAllSubmitted Whether jobs that are not submitted will not be, so that nobody waits for them. */
  constructor(areAllSubmitted: boolean) {
    this.#areAllSubmitted = areAllSubmitted;
  }

  /**
   * Takes a look at all jobs.
   *
   * @param at When they were seen.
   */
  saw(jobs: readonly JobReading[], at: Moment): RunMeasure {
    const seconds = this.#last && secondsBetween(this.#last, at);
    let gained = 0;
    for (const reading of jobs) gained += this.#sawJob(reading, seconds);
    if (seconds !== undefined) this.#window.add(seconds, gained);
    this.#last = at;
    const meters = jobs.flatMap(({ id }) => this.#jobs.get(id) ?? []);
    return Object.freeze({
      done: sumOf(meters.map(({ processed }) => processed)),
      total: totalOf(jobs),
      failed: sumOf(meters.map(({ failed }) => failed)),
      rate: this.#window.pace?.likely,
      left: jobsLeft(meters, this.#areAllSubmitted),
      statuses: jobsAtStatus(jobs),
    });
  }

  /** How far one job is. */
  job(id: string): Pick<JobMeter, 'processed' | 'failed'> | undefined {
    return this.#jobs.get(id);
  }

  #sawJob(reading: JobReading, seconds: number | undefined): number {
    const known = this.#jobs.get(reading.id);
    if (known !== undefined) return known.saw(reading, seconds);
    this.#jobs.set(reading.id, new JobMeter(reading));
    return 0;
  }
}

function totalOf(jobs: readonly JobReading[]): number | undefined {
  const records = jobs.flatMap((job) => job.records ?? []);
  return records.length === jobs.length ? sumOf(records) : undefined;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
