import { type S3Attempt, wrapS3Error } from './s3-errors.ts';
import type { S3RequestOptions } from './s3-options.ts';

/** Asks S3 and wraps what it refuses; the reason of an abort passes untouched. */
export async function asking<Reply>(
  attempt: S3Attempt,
  { signal }: S3RequestOptions,
  act: () => Promise<Reply>,
): Promise<Reply> {
  signal?.throwIfAborted();
  try {
    return await act();
  } catch (cause) {
    signal?.throwIfAborted();
    throw wrapS3Error(cause, attempt);
  }
}
