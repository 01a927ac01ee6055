import { countOf, JobError } from '../../core/index.ts';
import { withState } from '../bedrock/job-errors.ts';
import { isRetryable } from '../bedrock/retryable.ts';

/** Looks in a row that got no answer, such as while there is no network. */
export interface Unanswered {
  /** When the first of them was tried, ISO 8601. */
  readonly since: string;
  readonly looks: number;
  /** Why the last one had none, in the words of its error. */
  readonly reason: string;
}

const HOUR = 3_600_000;
/** Where looks are far apart an hour has few of them, and each may have met another trouble. */
const FEWEST_LOOKS = 5;
const GO_ON = 'Repeat the command: it goes on watching, and nothing is submitted twice';

/**
 * How long looks without an answer are gone on with: an hour of waiting since the last answer, and five looks at least.
 *
 * The waits that were asked for are added up, no clock is read: neither one that is set nor a machine that sleeps uses it up.
 */
export class LookPatience {
  #unanswered: Unanswered | undefined;
  #waited = 0;

  /** Notes that a look was answered. */
  answered(): void {
    this.#unanswered = undefined;
    this.#waited = 0;
  }

  /** Notes a wait before another look, in milliseconds. */
  waited(milliseconds: number): void {
    if (this.#unanswered !== undefined) this.#waited += milliseconds;
  }

  /**
   * Notes a look without an answer, and gives those since the last answer.
   *
   * @throws The error, where it cannot pass or has not passed for too long.
   */
  failed(error: unknown): Unanswered {
    if (!isRetryable(error) || !(error instanceof Error)) throw error;
    const { since = new Date().toISOString(), looks = 0 } = this.#unanswered ?? {};
    this.#unanswered = { since, looks: looks + 1, reason: error.message };
    if (looks + 1 < FEWEST_LOOKS || this.#waited < HOUR) return this.#unanswered;
    if (!(error instanceof JobError)) throw error;
    const tried = `no answer to ${countOf(looks + 1, 'look')} since ${since}, and what was submitted runs on`;
    throw withState(error, tried, GO_ON);
  }
}
