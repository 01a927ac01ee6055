import { isBedrockBatchError } from '../../core/index.ts';
import { Backoff, type DelayBounds, type Waiting } from './backoff.ts';

/** Tells whether repeating what threw an error may help. */
export function isRetryable(error: unknown): boolean {
  return isBedrockBatchError(error) && error.isRetryable;
}

/** Tells whether Bedrock said that it knows no such job: not yet, or not any more. */
export function isJobNotFound(error: unknown): boolean {
  return isBedrockBatchError(error) && error.code === 'JOB_NOT_FOUND';
}

/** How often and how patiently something is tried. */
export interface Patience extends DelayBounds {
  readonly tries: number;
}

const READ_PATIENCE: Patience = { tries: 6, first: 500, most: 15_000 };

/** Repeats a read while its errors may pass; the last error is thrown. */
export async function readPatiently<T>(
  read: () => Promise<T>,
  options: Waiting & {
    readonly signal?: AbortSignal | undefined;
    /** Default: errors that are retryable. */
    readonly mayPass?: (error: unknown) => boolean;
  },
): Promise<T> {
  const backoff = new Backoff(READ_PATIENCE, options);
  const mayPass = options.mayPass ?? isRetryable;
  for (let left = READ_PATIENCE.tries - 1; ; left -= 1) {
    try {
      return await read();
    } catch (error) {
      if (left === 0 || !mayPass(error)) throw error;
      await backoff.wait(options.signal);
    }
  }
}
