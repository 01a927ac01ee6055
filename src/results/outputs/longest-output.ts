import { LARGEST_LINE_BYTES } from '../../engine/index.ts';

/** Room for an answer: the body of a request, and so of its reply, has 25 MB at most (`recordBytes` of the quota table), so this is five times as much. */
const ANSWER_BYTES = 128 * 1024 * 1024;
/** Whoever writes JSON may put an escape such as `\u003c` in place of one byte. */
const ESCAPE_BYTES = 6;

/**
 * Tells how long a line of an output may be that holds a record of a job and its answer. Whatever is longer is nobody's, and not held in memory.
 *
 * @param longestInput Bytes of the longest line of the job's records.
 */
export function longestOutput(longestInput: number): number {
  return Math.min(LARGEST_LINE_BYTES, ANSWER_BYTES + ESCAPE_BYTES * longestInput);
}
