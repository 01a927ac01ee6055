import { type EmulatedJob, expirationTime } from '../jobs/job.ts';
import type { EmulatorClock } from './emulator-clock.ts';

/** Options of {@link JobPace}. */
export interface JobPaceOptions {
  readonly clock: EmulatorClock;
  readonly recordsPerSecond?: number | undefined;
}

/** The emulator closes; the job goes on when it is opened again. */
export class InterruptedError extends Error {
  static {
    this.prototype.name = 'InterruptedError';
  }
}

/** A job sleeps for this many milliseconds of the clock at a time, or for one record if that takes longer. */
const TICK = 50;

/**
 * How fast a job goes: when its next record is due, and where a stop, the timeout or the emulator's end cuts it short.
 */
export class JobPace {
  readonly #job: EmulatedJob;
  readonly #options: JobPaceOptions;
  /** Aborted by a stop, so that it is another one that a job being stopped sleeps by. */
  #alarm = new AbortController();
  #isInterrupted = false;

  constructor(job: EmulatedJob, options: JobPaceOptions) {
    this.#job = job;
    this.#options = options;
  }

  /** The records processed by now are the last ones. */
  stop(): void {
    this.#cutAt(this.#options.clock.now());
    const alarm = this.#alarm;
    this.#alarm = new AbortController();
    alarm.abort();
  }

  /** Wakes the job for good: whatever it was about to do throws or gives false. */
  interrupt(): void {
    this.#isInterrupted = true;
    this.#alarm.abort();
  }

  /**
   * Sleeps until the job has been in its status for a time.
   *
   * @returns False where it was stopped, interrupted or timed out before.
   */
  async rest(milliseconds: number): Promise<boolean> {
    const { clock } = this.#options;
    const { status, lastModifiedTime } = this.#job;
    const end = lastModifiedTime + milliseconds;
    const timeout = status === 'Stopping' ? Number.POSITIVE_INFINITY : expirationTime(this.#job);
    await clock.until(Math.min(end, timeout), this.#alarm.signal);
    if (this.#isInterrupted || this.#job.status !== status) return false;
    return clock.now() < timeout;
  }

  /** Tells whether a further record may be processed, once it is due. Only a wait gives a promise. */
  mayProcess(): boolean | Promise<boolean> {
    const { clock, recordsPerSecond } = this.#options;
    const { counts } = this.#job;
    if (this.#isInterrupted) return false;
    const timeout = expirationTime(this.#job);
    if (clock.now() >= timeout) this.#cutAt(timeout);
    if (this.#job.cutAfter !== undefined) return counts.processed < this.#job.cutAfter;
    if (recordsPerSecond === undefined) return true;
    if (clock.now() >= this.#dueTime(counts.processed + 1, recordsPerSecond)) return true;
    return this.#waitForDue(recordsPerSecond);
  }

  /** Tells whether the record that was just answered came too late to count. */
  isCut(): boolean {
    return this.#job.counts.processed >= (this.#job.cutAfter ?? Number.POSITIVE_INFINITY);
  }

  /**
   * Waits for an answer, but not beyond a stop.
   *
   * @returns Undefined where the job was stopped before.
   * @throws {InterruptedError} Where the emulator closes before.
   */
  async orStopped<Value>(answer: Promise<Value>): Promise<Value | undefined> {
    const { signal } = this.#alarm;
    let wake: () => void = () => undefined;
    const stopped = new Promise<undefined>((resolve) => {
      wake = () => resolve(undefined);
    });
    signal.addEventListener('abort', wake, { once: true });
    if (signal.aborted) wake();
    try {
      const value = await Promise.race([answer, stopped]);
      this.throwIfInterrupted();
      return value;
    } finally {
      signal.removeEventListener('abort', wake);
    }
  }

  throwIfInterrupted(): void {
    if (this.#isInterrupted) throw new InterruptedError('the emulator was closed');
  }

  async #waitForDue(recordsPerSecond: number): Promise<boolean> {
    const { counts } = this.#job;
    const batch = Math.max(1, Math.floor((recordsPerSecond * TICK) / 1000));
    const next = Math.min(counts.total, counts.processed + batch);
    const due = this.#dueTime(next, recordsPerSecond);
    const { signal } = this.#alarm;
    await this.#options.clock.until(Math.min(due, expirationTime(this.#job)), signal);
    return this.mayProcess();
  }

  #dueTime(records: number, recordsPerSecond: number): number {
    return (this.#job.startTime ?? 0) + Math.ceil((records * 1000) / recordsPerSecond);
  }

  #cutAt(time: number): void {
    const { startTime, counts, cutAfter } = this.#job;
    if (startTime === undefined || cutAfter !== undefined) return;
    const { recordsPerSecond } = this.#options;
    const due =
      recordsPerSecond === undefined
        ? 0
        : Math.floor(((time - startTime) * recordsPerSecond) / 1000);
    this.#job.cutAfter = Math.min(counts.total, Math.max(counts.processed, due));
  }
}
