import {
  type Dataset,
  type DatasetJob,
  type RecordOrder,
  recordOrder,
  spanOfJob,
} from '../../dataset/index.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import type { JobRepeats, RepeatedRow } from '../repeats/job-repeats.ts';
import type { KeptRepeats } from '../repeats/kept-repeats.ts';

/** Places of outcomes, 1-based, both ends included. */
export interface PlaceSpan {
  readonly first: number;
  readonly last: number;
}

/** Where the records of a shard stand. */
interface ShardPlace {
  readonly job: DatasetJob;
  /** Records of the dataset before those of the job. */
  readonly beforeJob: number;
  /** Records of the dataset before those of the shard. */
  readonly before: number;
}

/** The rows that share the answer of the record that was placed last. */
interface Sharing {
  readonly record: number;
  readonly rows: Iterator<RepeatedRow>;
}

/**
 * Tells which of the rows that were taken an outcome is of, by job, shard and line alone: outcomes that were just read and those that
 * were saved are placed in the same way.
 *
 * Shards are the source in order, over all jobs (decision 001), but for the records of a canary, and padding stands behind all records. Rows that share
 * an answer are placed by their order behind the record that was asked.
 *
 * Memory: a few words for each shard; where rows share answers, as {@link KeptRepeats} and {@link JobRepeats}.
 */
export class OutcomePlaces {
  readonly #repeats: KeptRepeats | undefined;
  readonly #order: RecordOrder;
  readonly #shards = new Map<string, ShardPlace>();
  readonly #all: PlaceSpan;
  #ofJob: { readonly folder: string; readonly repeats: JobRepeats } | undefined;
  #sharing: Sharing | undefined;

  constructor({ manifest }: Dataset, repeats: KeptRepeats | undefined) {
    this.#repeats = repeats;
    this.#order = recordOrder(manifest);
    let before = 0;
    for (const job of manifest.jobs) {
      const beforeJob = before;
      for (const { path, records } of job.shards) {
        this.#shards.set(path, { job, beforeJob, before });
        before += records;
      }
    }
    this.#all = { first: 1, last: before + (repeats?.count ?? 0) };
  }

  /** Whether jobs hold the places in order, so that those of one lie before those of the next. */
  get areJobsInOrder(): boolean {
    return this.#repeats === undefined && !this.#order.hasCanary;
  }

  /** Gives the places that outcomes of some jobs may have. */
  spanOf(jobs: readonly DatasetJob[]): PlaceSpan {
    const [job, ...others] = jobs;
    const [shard] = job?.shards ?? [];
    const place = shard && this.#shards.get(shard.path);
    if (!this.areJobsInOrder || others.length > 0) return this.#all;
    if (job === undefined || place === undefined) return { first: 1, last: 0 };
    return { first: place.beforeJob + 1, last: place.beforeJob + job.records };
  }

  /** Gives the place of an outcome; undefined where it is of no record of the dataset. */
  placeOf({ shard, line = 0, askedAs }: Outcome): number | undefined {
    const place = this.#shards.get(shard ?? '');
    if (place === undefined) return undefined;
    const record = this.#order.recordAt(place.before + line);
    if (this.#repeats === undefined) return record;
    if (askedAs === undefined) return this.#repeats.placeOf(record);
    if (this.#sharing?.record !== record)
      this.#sharing = { record, rows: this.#rowsSharing(place, record, this.#repeats) };
    const { done, value } = this.#sharing.rows.next();
    return done === true ? undefined : value.place;
  }

  #rowsSharing(
    { job: { folder, records }, beforeJob }: ShardPlace,
    record: number,
    all: KeptRepeats,
  ): Iterator<RepeatedRow> {
    if (this.#ofJob?.folder !== folder) {
      const span = spanOfJob(this.#order, { before: beforeJob, records });
      this.#ofJob = { folder, repeats: all.ofJob(span) };
    }
    return this.#ofJob.repeats.of(record);
  }
}
