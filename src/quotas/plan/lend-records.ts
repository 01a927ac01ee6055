import type { Quotas } from '../table/quotas.ts';

/** The last two jobs of a dataset, as they were filled. */
export interface LastJobs {
  /** Records of the job before the last. */
  readonly records: number;
  /** Sizes of its last records, in order: all of them, or at least the minimum less one. */
  readonly tail: readonly number[];
  /** Sizes of all records of the last job, in order. */
  readonly last: readonly number[];
}

/**
 * How many records the job before the last gives to a last job that is below the minimum.
 *
 * Exactly as many as are missing; 0 when none are, or when one of the two would then break a quota. More would not help:
 * it takes from the one and adds bytes to the other. The last job cannot get too many records, because the other one
 * holds that many already.
 */
export function recordsToLend({ records, tail, last }: LastJobs, quotas: Quotas): number {
  const minimum = quotas.minRecordsPerJob;
  const missing = minimum - last.length;
  if (last.length === 0 || missing <= 0) return 0;
  if (records - missing < minimum) return 0;
  const bytes = totalBytes(last) + totalBytes(tail.slice(-missing));
  return bytes <= quotas.jobBytes ? missing : 0;
}

/** Sum of sizes in bytes. */
export function totalBytes(sizes: readonly number[]): number {
  return sizes.reduce((total, bytes) => total + bytes, 0);
}
