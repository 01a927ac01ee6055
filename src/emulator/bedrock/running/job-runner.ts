import type { Quotas } from '../../../quotas/index.ts';
import type { ObjectStore } from '../../s3/store/object-store.ts';
import type { Answerer } from '../answers/answerer.ts';
import { type EmulatedJob, type EmulatedJobStatus, hasEnded, noCounts } from '../jobs/job.ts';
import type { JobBook } from '../jobs/job-book.ts';
import type { EmulatorClock } from './emulator-clock.ts';
import { checkInput } from './input-check.ts';
import { writeManifest, writeOutput } from './job-output.ts';
import { JobPace } from './job-pace.ts';

/** How long a job stays in each status, in milliseconds of the emulator's clock. */
export interface StateDurations {
  readonly submitted: number;
  readonly validating: number;
  readonly scheduled: number;
  readonly stopping: number;
}

/** Options of {@link JobRunner}. */
export interface JobRunnerOptions {
  readonly book: JobBook;
  readonly clock: EmulatorClock;
  readonly store: ObjectStore;
  readonly answerer: Answerer;
  readonly quotasFor: (modelId: string) => Quotas;
  readonly durations: StateDurations;
  /** Undefined: as fast as they come. */
  readonly recordsPerSecond?: number | undefined;
  readonly region: string;
  readonly account: string;
}

/**
 * Moves jobs through their states, each on its own.
 *
 * Memory: per running job one line of input and the shuffling window.
 */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #paces = new Map<EmulatedJob, JobPace>();
  #isClosing = false;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
  }

  /** Runs a job from the state it is in, unless it has ended. */
  start(job: EmulatedJob): void {
    if (hasEnded(job) || this.#isClosing) return;
    const { clock, recordsPerSecond } = this.#options;
    const pace = new JobPace(job, { clock, recordsPerSecond });
    this.#paces.set(job, pace);
    clock.spawn(() => this.#run(job, pace));
  }

  /** Lets a job process nothing further; what it has processed by now is kept. */
  async stop(job: EmulatedJob): Promise<void> {
    if (job.status === 'Stopping') return;
    const moved = this.#move(job, 'Stopping');
    this.#paces.get(job)?.stop();
    await moved;
  }

  /** Interrupts all jobs where they stand; they go on when the saved book is opened again. */
  close(): void {
    this.#isClosing = true;
    for (const pace of this.#paces.values()) pace.interrupt();
  }

  async #run(job: EmulatedJob, pace: JobPace): Promise<void> {
    try {
      await this.#live(job, pace);
    } catch (error) {
      if (this.#isClosing) return;
      const reason = error instanceof Error ? error.message : String(error);
      await this.#end(job, 'Failed', `[emulator] ${reason}`).catch(() => undefined);
    } finally {
      this.#paces.delete(job);
    }
  }

  /** Each step begins where the job's status says it is, so that a job goes on after a restart. */
  async #live(job: EmulatedJob, pace: JobPace): Promise<void> {
    const { durations, clock } = this.#options;
    if (job.status === 'Submitted' && (await pace.rest(durations.submitted))) {
      await this.#move(job, 'Validating');
    }
    if (job.status === 'Validating' && (await pace.rest(durations.validating))) {
      await this.#validate(job, pace);
    }
    if (job.status === 'Scheduled' && (await pace.rest(durations.scheduled))) {
      job.startTime = clock.now();
      await this.#move(job, 'InProgress');
    }
    if (hasEnded(job) || this.#isClosing) return;
    if (job.startTime !== undefined) await this.#process(job, pace);
    if (job.status === 'Stopping') await pace.rest(durations.stopping);
    if (!this.#isClosing) await this.#finish(job);
  }

  async #validate(job: EmulatedJob, pace: JobPace): Promise<void> {
    const { quotasFor, store, region, account } = this.#options;
    const quotas = quotasFor(job.request.modelId);
    const throwIfInterrupted = (): void => pace.throwIfInterrupted();
    const options = { store, quotas, region, account, throwIfInterrupted };
    const verdict = await checkInput(job.request, options);
    if (this.#isClosing || job.status !== 'Validating') return;
    if ('failure' in verdict) return this.#end(job, 'Failed', verdict.failure);
    job.inputs = verdict.inputs;
    job.counts = noCounts(verdict.inputs.reduce((sum, { records }) => sum + records, 0));
    await this.#move(job, 'Scheduled');
  }

  /** Begins at the first record: what an interrupted emulator had done is done again, with the same outputs. */
  async #process(job: EmulatedJob, pace: JobPace): Promise<void> {
    const { store, answerer } = this.#options;
    job.counts = noCounts(job.counts.total);
    const answer = answerer.forJob(job);
    for (const input of job.inputs) {
      if (!(await pace.mayProcess())) break;
      await writeOutput({ job, input, store, answer, pace });
    }
    if (!this.#isClosing) await writeManifest(job, store);
  }

  async #finish(job: EmulatedJob): Promise<void> {
    if (job.status === 'Stopping') return this.#end(job, 'Stopped');
    if (job.startTime === undefined) return this.#end(job, 'Expired');
    const isCut = job.cutAfter !== undefined && job.counts.processed < job.counts.total;
    await this.#end(job, isCut ? 'PartiallyCompleted' : 'Completed');
  }

  async #move(job: EmulatedJob, status: EmulatedJobStatus): Promise<void> {
    const { book, clock } = this.#options;
    job.status = status;
    job.lastModifiedTime = clock.now();
    await book.save(clock.now());
  }

  async #end(job: EmulatedJob, status: EmulatedJobStatus, message?: string): Promise<void> {
    job.endTime = this.#options.clock.now();
    job.message = message;
    await this.#move(job, status);
  }
}
