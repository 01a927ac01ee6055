import type { Quotas } from '../table/quotas.ts';
import { Filling, fillFiles } from './filling.ts';
import { recordsToLend, totalBytes } from './lend-records.ts';
import { paddingNeeded } from './padding.ts';
import type { PlannedFile } from './plan-jobs.ts';
import { SizeTail } from './size-tail.ts';

/** Where a record is written now. */
export interface Placement {
  /** 0-based. */
  readonly job: number;
  /** 0-based within its job. */
  readonly file: number;
  readonly startsJob: boolean;
  readonly startsFile: boolean;
}

/** Records that move from the end of the job before the last to the front of the last one. */
export interface Handover {
  /** 0-based job that loses its last records; its files are shortened from the end, empty ones go. */
  readonly from: number;
  /** 0-based job that gets them in front of its own. */
  readonly to: number;
  /** How many records move. */
  readonly records: number;
  /** Bytes of the moved lines, newlines included. */
  readonly bytes: number;
  /** How the files of job `to` are cut afterwards. */
  readonly files: readonly PlannedFile[];
}

/**
 * Packs records into jobs and files in one pass, with the plan of {@link planJobs} as its outcome.
 *
 * Each record is placed at once, as if more would follow. Only the end of the input shows whether the last job is too
 * small; then `finish()` says which records of the job before it move, so a writer copies that tail once.
 *
 * Memory: the sizes of at most 2 × the minimum of records, whatever is packed.
 */
export class JobPacker {
  readonly #quotas: Quotas;
  readonly #jobFilling: Filling;
  readonly #fileFilling: Filling;
  #job = -1;
  #file = -1;
  #tail: SizeTail;
  #previousTail: SizeTail;
  #previousRecords = 0;

  /** @param quotas Quotas in force, from {@link quotasFor}. */
  constructor(quotas: Quotas) {
    this.#quotas = quotas;
    this.#jobFilling = Filling.job(quotas);
    this.#fileFilling = Filling.file(quotas);
    this.#tail = this.#newTail();
    this.#previousTail = this.#tail;
  }

  /**
   * Places the next record.
   *
   * @param bytes Size of its line with the newline.
   * @returns The job and file to write it to now.
   */
  push(bytes: number): Placement {
    const startsJob = this.#job < 0 || !this.#jobFilling.takes(bytes);
    if (startsJob) this.#startJob();
    const startsFile = startsJob || !this.#fileFilling.takes(bytes);
    if (startsFile) this.#startFile();
    this.#fileFilling.add(bytes);
    this.#jobFilling.add(bytes);
    this.#tail.push(bytes);
    return { job: this.#job, file: this.#file, startsJob, startsFile };
  }

  /**
   * How many records the last job lacks to reach the minimum where the job before it cannot lend them; else 0.
   *
   * Records pushed until then, in front of `finish()`, stay in that job as long as they keep its other quotas.
   */
  get missing(): number {
    const missing = paddingNeeded(this.#jobFilling.records, this.#quotas);
    return missing > 0 && this.#lent().records === 0 ? missing : 0;
  }

  /**
   * Ends the input. Nothing may be pushed afterwards.
   *
   * @returns What moves between the last two jobs; undefined when all stays where it was placed.
   */
  finish(): Handover | undefined {
    if (this.#jobFilling.records >= this.#quotas.minRecordsPerJob) return undefined;
    const { tail, last, records } = this.#lent();
    if (records === 0) return undefined;
    const moved = tail.slice(-records);
    const sizes = [...moved, ...last];
    return Object.freeze({
      from: this.#job - 1,
      to: this.#job,
      records,
      bytes: totalBytes(moved),
      files: Object.freeze(fillFiles(sizes, this.#quotas)),
    });
  }

  /** How many records move into a last job below the minimum, and the sizes they are taken from. */
  #lent(): { readonly tail: number[]; readonly last: number[]; readonly records: number } {
    const tail = this.#previousTail.inOrder();
    const last = this.#tail.inOrder();
    const records = recordsToLend({ records: this.#previousRecords, tail, last }, this.#quotas);
    return { tail, last, records };
  }

  #startJob(): void {
    this.#previousRecords = this.#jobFilling.close().records;
    this.#previousTail = this.#tail;
    this.#tail = this.#newTail();
    this.#job += 1;
    this.#file = -1;
  }

  #startFile(): void {
    this.#fileFilling.close();
    this.#file += 1;
  }

  /** A last job below the minimum has a record at least, so it never misses more than the minimum less one. */
  #newTail(): SizeTail {
    return new SizeTail(Math.max(0, this.#quotas.minRecordsPerJob - 1));
  }
}
