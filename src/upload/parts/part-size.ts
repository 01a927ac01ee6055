/**
 * Bounds of a multipart upload. Source: "Amazon S3 multipart upload limits" in the S3 User Guide: 10,000 parts, 5 MiB to
 * 5 GiB each, the last part may be smaller.
 */
export const MIN_PART_BYTES: number = 5 * 1024 ** 2;
export const MAX_PART_BYTES: number = 5 * 1024 ** 3;
export const MAX_PARTS = 10_000;
const STEP = 1024 ** 2;

/** Gives the size of the parts of an object: as asked, or grown in steps of 1 MiB until 10,000 parts are enough. */
export function partSize(objectBytes: number, asked: number): number {
  const needed = Math.ceil(objectBytes / MAX_PARTS / STEP) * STEP;
  return Math.max(asked, needed);
}

/** How work in flight is shared out between shards and the parts of each. */
export interface Lanes {
  /** Shards at a time. */
  readonly shards: number;
  /** Parts of each shard at a time. */
  readonly parts: number;
}

/** Shares out what may be in flight, so that shards times parts never exceed it: big shards one by one, small ones together. */
export function planLanes(
  shardBytes: readonly number[],
  partBytes: number,
  inFlight: number,
): Lanes {
  const largest = shardBytes.reduce((most, bytes) => Math.max(most, bytes), 0);
  const parts = Math.min(inFlight, Math.max(1, Math.ceil(largest / partSize(largest, partBytes))));
  return { shards: Math.floor(inFlight / parts), parts };
}
