import {
  type BatchRecord,
  InvalidOptionError,
  type InvocationType,
  quote,
} from '../../core/index.ts';
import { NeverSentError } from '../../io/index.ts';
import { Backoff, type Waiting, wrapJobError } from '../../jobs/index.ts';
import { type AskedRecord, readRecord } from './asked-record.ts';
import type { ModelReply, ModelRequest } from './aws-runtime.ts';
import type { KeptAnswers } from './kept-answers.ts';
import type { OnDemandProgress } from './on-demand-options.ts';
import { isThrottled, refusedRecord } from './refused-record.ts';

/** How records are asked. */
export interface Asking {
  /** What requests are, for their errors. */
  readonly operation: InvocationType;
  readonly answers: KeptAnswers;
  readonly send: (modelInput: ModelRequest['modelInput']) => Promise<ModelReply>;
  /** Requests that an error of `send` took. */
  readonly requestsOf: (error: unknown) => number;
  readonly concurrency: number;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((progress: OnDemandProgress) => void) | undefined;
  readonly waiting?: Waiting | undefined;
}

/** Behind the SDK's own tries, of which each of these has three: some five minutes in all. */
const THROTTLED = { tries: 10, first: 2000, most: 60_000 };

/**
 * Asks records, several at a time, and keeps each answer as it comes. The first error ends it, once the records that are under way have
 * theirs.
 *
 * Memory: `concurrency` records and their answers, and the ids of all.
 */
export class OnDemandAsking {
  readonly #asking: Asking;
  readonly #records: AsyncIterator<BatchRecord | Uint8Array>;
  readonly #ids = new Set<string>();
  #faults: unknown[] = [];
  #kept = 0;
  #requests = 0;

  constructor(records: AsyncIterable<BatchRecord | Uint8Array>, asking: Asking) {
    this.#asking = asking;
    this.#records = records[Symbol.asyncIterator]();
  }

  /** Records that were given, those that had their line, and requests that were sent. */
  get counts(): { readonly records: number; readonly kept: number; readonly requests: number } {
    return { records: this.#ids.size, kept: this.#kept, requests: this.#requests };
  }

  async run(): Promise<void> {
    const workers = Array.from({ length: this.#asking.concurrency }, () => this.#work());
    await Promise.all(workers);
    if (this.#faults.length === 0) return;
    await this.#records.return?.();
    throw this.#faults[0];
  }

  async #work(): Promise<void> {
    try {
      while (this.#faults.length === 0) {
        this.#asking.signal?.throwIfAborted();
        const next = await this.#records.next();
        if (next.done === true) return;
        await this.#take(readRecord(next.value));
      }
    } catch (error) {
      this.#faults.push(error);
    }
  }

  async #take(record: AskedRecord): Promise<void> {
    const { answers, onProgress } = this.#asking;
    if (this.#ids.has(record.recordId)) throw sameId(record.recordId);
    this.#ids.add(record.recordId);
    if (answers.has(record)) {
      this.#kept += 1;
      return;
    }
    await answers.keep(record, await this.#ask(record));
    onProgress?.({ done: answers.done, isThrottled: false });
  }

  async #ask({ modelInput }: AskedRecord) {
    try {
      const { modelOutput } = await this.#askPatiently(modelInput);
      return { modelOutput };
    } catch (error) {
      this.#asking.signal?.throwIfAborted();
      const failure = refusedRecord(error);
      if (failure === undefined) throw wrapJobError(error, { operation: this.#asking.operation });
      return { error: failure };
    }
  }

  async #askPatiently(modelInput: Uint8Array): Promise<ModelReply> {
    const { answers, signal, onProgress, waiting } = this.#asking;
    const backoff = new Backoff(THROTTLED, waiting);
    for (let left = THROTTLED.tries - 1; ; left -= 1) {
      try {
        return await this.#send(modelInput);
      } catch (error) {
        if (left === 0 || !isThrottled(error)) throw error;
        onProgress?.({ done: answers.done, isThrottled: true });
        await backoff.wait(signal);
      }
    }
  }

  async #send(modelInput: Uint8Array): Promise<ModelReply> {
    const { send, requestsOf } = this.#asking;
    try {
      const reply = await send(modelInput);
      this.#requests += reply.requests;
      return reply;
    } catch (error) {
      if (!(error instanceof NeverSentError)) this.#requests += requestsOf(error);
      throw error;
    }
  }
}

function sameId(recordId: string): InvalidOptionError {
  return new InvalidOptionError(`Two records have the id ${quote(recordId, 100)}`, {
    option: 'records',
    expected: 'an id of its own for each record',
    received: quote(recordId, 100),
  });
}
