import { InvalidOptionError } from '../../core/index.ts';
import type { Deadline } from '../../jobs/index.ts';
import type { QuotaOverrides } from '../../quotas/index.ts';
import type { RetryReason } from '../../results/index.ts';
import type { RunBuiltOptions } from '../run-options.ts';
import type { RunProgress } from '../run-report.ts';
import type { BegunRound } from './retry-report.ts';

/** How far a retry is: a stage of one of its rounds, or of the run itself, which is round 0. */
export interface RetryProgress extends RunProgress {
  readonly round: number;
}

/** Options of `retryRun`. Names and tokens of jobs are made for each round, so none can be given. */
export interface RetryRunOptions
  extends Omit<
    RunBuiltOptions,
    | 'run'
    | 'connect'
    | 'jobNamePrefix'
    | 'clientRequestToken'
    | 'onProgress'
    | 'deadline'
    | 'canary'
  > {
  /** How often a record may be asked in all, the first time included; 2 to 100. Default 3. */
  readonly maxAttempts?: number | undefined;
  /** What else records are tried again for, such as `length`. Default: nothing. */
  readonly retryOn?: readonly RetryReason[] | undefined;
  /**
   * What to do where fewer records are left than a job needs: give an error, repeat the shortest record, leave them to a later
   * retry, or ask them at once, on demand, at twice the price of batch inference. Default `error`.
   */
  readonly belowMinimum?: 'error' | 'pad' | 'next' | 'on-demand' | undefined;
  /** Stops jobs that Bedrock has not begun after so long; the same retry asks for them anew when it is called again. Default: none. */
  readonly deadline?: (Deadline & { readonly then: 'stop' }) | undefined;
  /** Quotas that differ from the table. */
  readonly quotas?: QuotaOverrides | undefined;
  /** Told when stages begin and end, and how far they are. */
  readonly onProgress?: ((progress: RetryProgress) => void) | undefined;
  /** Told of each round before anything of it is sent. */
  readonly onRound?: ((round: BegunRound) => void) | undefined;
}

const DEFAULT_ATTEMPTS = 3;
const MOST_ATTEMPTS = 100;

/**
 * Gives how often a record may be asked in all.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION`.
 */
export function attemptsOf({
  maxAttempts = DEFAULT_ATTEMPTS,
}: Pick<RetryRunOptions, 'maxAttempts'>): number {
  if (Number.isInteger(maxAttempts) && maxAttempts >= 2 && maxAttempts <= MOST_ATTEMPTS)
    return maxAttempts;
  throw new InvalidOptionError(
    `maxAttempts is ${maxAttempts}, and the first attempt counts, so that a retry is the second`,
    {
      option: 'maxAttempts',
      expected: `a whole number from 2 to ${MOST_ATTEMPTS}`,
      received: String(maxAttempts),
    },
  );
}
