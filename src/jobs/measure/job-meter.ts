import { type Pace, PaceWindow } from '../../core/index.ts';
import type { RecordCounts, SeenStatus } from '../../dataset/index.ts';
import { isEnded } from '../job/job-status.ts';

/** What is known of a job at one moment. */
export interface JobReading {
  /** What it is known by from one look to the next. */
  readonly id: string;
  /** Which request it is, 1-based; 0 where none was made. */
  readonly attempt: number;
  /** Undefined where nobody has counted them yet. */
  readonly records: number | undefined;
  readonly status?: SeenStatus | undefined;
  readonly counts?: RecordCounts | undefined;
  readonly forgotten?: true | undefined;
  readonly stopAsked?: string | undefined;
}

/** Bedrock may count seldom, and in leaps. */
export const WINDOW_SECONDS = 1_800;

/** How far one job is, look by look: counts of one attempt never fall, whatever order replies come in. Memory: that of a {@link PaceWindow} while it runs. */
export class JobMeter {
  #reading: JobReading;
  #processed: number;
  #window = new PaceWindow(WINDOW_SECONDS);
  /** Of one that is over: nothing more is added. */
  #lastPace: Pace | undefined;

  constructor(reading: JobReading) {
    this.#reading = reading;
    this.#processed = processedOf(reading);
  }

  /**
   * Takes a look, and gives how many records were processed since the one before. Another attempt begins anew: what it has when it is first seen was there before.
   *
   * @param seconds Since the look before; undefined where nobody knows.
   */
  saw(reading: JobReading, seconds: number | undefined): number {
    const isSame = reading.attempt === this.#reading.attempt;
    const hasBegun = this.isRunning;
    this.#reading = reading;
    const processed = processedOf(reading);
    if (!isSame) {
      this.#processed = processed;
      this.#window = new PaceWindow(WINDOW_SECONDS);
      this.#lastPace = undefined;
      return 0;
    }
    const gained = Math.max(0, processed - this.#processed);
    this.#processed = Math.max(processed, this.#processed);
    // the time before it began says nothing of its pace
    if (seconds !== undefined && (hasBegun || gained > 0)) this.#window.add(seconds, gained);
    if (hasBegun && !this.isOpen) this.#close();
    return gained;
  }

  get reading(): JobReading {
    return this.#reading;
  }

  /** Never more than it has, also where that is counted anew. */
  get processed(): number {
    return Math.min(this.#processed, this.#reading.records ?? Number.POSITIVE_INFINITY);
  }

  get failed(): number {
    return Math.min(this.processed, countOr0(this.#reading.counts?.failed));
  }

  get pace(): Pace | undefined {
    return this.#window.pace ?? this.#lastPace;
  }

  /** Many jobs of a run are over, and their windows would take memory for nothing. */
  #close(): void {
    this.#lastPace = this.pace;
    this.#window = new PaceWindow(WINDOW_SECONDS);
  }

  /** Whether it processes records: Bedrock says so, or it does, whatever it is called. */
  get isRunning(): boolean {
    return this.isOpen && (this.#reading.status === 'InProgress' || this.#processed > 0);
  }

  /** Whether it may process more records. */
  get isOpen(): boolean {
    const { status, forgotten } = this.#reading;
    const isOver = status !== undefined && (isEnded(status) || status === 'Stopping');
    return !isOver && forgotten !== true;
  }

  /** Records that it has not processed; undefined where nobody has counted them. */
  get rest(): number | undefined {
    const { records } = this.#reading;
    return records === undefined ? undefined : records - this.processed;
  }
}

/** One that is `Completed` without counts has processed all. */
function processedOf({ records, counts, status }: JobReading): number {
  const processed = counts?.processed ?? (status === 'Completed' ? records : 0);
  return Math.min(countOr0(processed), records ?? Number.POSITIVE_INFINITY);
}

function countOr0(count: number | undefined): number {
  return count !== undefined && count > 0 && Number.isFinite(count) ? count : 0;
}
