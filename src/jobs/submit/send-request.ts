import { JobError } from '../../core/index.ts';
import type { RunTarget } from '../../dataset/index.ts';
import { Backoff, type Waiting } from '../bedrock/backoff.ts';
import { type Caller, createJob } from '../bedrock/bedrock-calls.ts';
import type { Patience } from '../bedrock/retryable.ts';
import type { RequestedJob } from '../request/job-requests.ts';
import type { SlotWaiter } from './slot-waiter.ts';
import type { SubmitStep } from './submit-progress.ts';

/** Bounds of repeating one Create. The SDK itself has tried each of them up to three times. */
const UNKNOWN_REPLY: Patience = { tries: 6, first: 500, most: 20_000 };
const THROTTLED: Patience = { tries: 40, first: 1_000, most: 30_000 };

/** What sending needs besides the request. */
export interface Sending {
  readonly caller: Caller;
  /** Where the job is to be made. */
  readonly target: RunTarget;
  readonly waiting: Waiting;
  readonly slots: SlotWaiter;
  /** Whether to wait where the quota of jobs is full. */
  readonly waitsForSlots: boolean;
  /** Ends the waits between two requests, not a request that is under way. */
  readonly pause: AbortSignal;
  /** `since` says since when the quota has let no job in. */
  readonly report: (step: SubmitStep, reason: JobError, since?: string) => void;
}

/** What became of a request. */
export type Reply =
  | { readonly jobArn: string }
  | {
      /** Bedrock's refusal, or why the request is not sent again: the reason of an abort where one ended a wait. */
      readonly refusal: unknown;
      /** Whether it is certain that no job was made by this request or an earlier sending of it. */
      readonly isCertain: boolean;
    };

/**
 * Sends one Create until Bedrock answers: always the same bytes, so Bedrock ignores what it has seen.
 *
 * An unclear answer is repeated a few times, throttling often, and a full quota, unless it is not to be waited for, until a slot
 * frees or the signal aborts.
 */
export async function sendRequest({ request }: RequestedJob, sending: Sending): Promise<Reply> {
  const { caller, target, slots, pause } = sending;
  const repeats = new RequestRepeats(sending);
  for (let isCertain = true; ; ) {
    if (pause.aborted) return { refusal: pause.reason, isCertain };
    try {
      const jobArn = await createJob(caller, request, target);
      slots.letIn();
      return { jobArn };
    } catch (error) {
      if (!(error instanceof JobError)) throw error;
      isCertain &&= error.code !== 'JOB_REPLY_UNKNOWN' && wasSentOnce(error);
      const end = await repeats.next(error);
      if (end !== undefined) return { refusal: end.refusal, isCertain };
    }
  }
}

/** Waits before one request is sent again, as long as that is worth it. */
class RequestRepeats {
  readonly #sending: Sending;
  readonly #unknown: Repeats;
  readonly #throttled: Repeats;

  constructor(sending: Sending) {
    this.#sending = sending;
    this.#unknown = new Repeats(UNKNOWN_REPLY, sending);
    this.#throttled = new Repeats(THROTTLED, sending);
  }

  /** Gives why it is not sent again, once it is not. */
  async next(error: JobError): Promise<{ readonly refusal: unknown } | undefined> {
    const { code } = error;
    try {
      if (code === 'JOB_QUOTA' && this.#sending.waitsForSlots)
        await waitForSlot(error, this.#sending);
      else if (code === 'JOB_REPLY_UNKNOWN') await this.#unknown.next(error);
      else if (code === 'JOB_THROTTLED') await this.#throttled.next(error);
      else return { refusal: error };
      return undefined;
    } catch (refusal) {
      return { refusal };
    }
  }
}

async function waitForSlot(refusal: JobError, { slots, report, pause }: Sending): Promise<void> {
  report('waiting', refusal, slots.refused());
  await slots.wait(pause);
}

/** Counts the repeats for one reason; throws the error when they are used up. */
class Repeats {
  readonly #patience: Patience;
  readonly #sending: Sending;
  readonly #backoff: Backoff;
  #count = 0;

  constructor(patience: Patience, sending: Sending) {
    this.#patience = patience;
    this.#sending = sending;
    this.#backoff = new Backoff(patience, sending.waiting);
  }

  async next(error: JobError): Promise<void> {
    this.#count += 1;
    if (this.#count >= this.#patience.tries) throw error;
    this.#sending.report('repeating', error);
    await this.#backoff.wait(this.#sending.pause);
  }
}

/** The SDK repeats by itself: behind a refusal there may be an earlier sending without an answer. */
function wasSentOnce({ cause }: JobError): boolean {
  const metadata = (cause as { $metadata?: { attempts?: number } } | undefined)?.$metadata;
  return metadata?.attempts === undefined || metadata.attempts <= 1;
}
