import { setTimeout } from 'node:timers/promises';

/** How a call waits between two requests. Tests give their own. */
export interface Waiting {
  /** Waits; rejects with `signal.reason` where the signal is aborted. Default: a timer. */
  readonly sleep?: ((milliseconds: number, signal?: AbortSignal) => Promise<void>) | undefined;
  /** A number from 0 to below 1, for the jitter. Default `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** Bounds of a delay, in milliseconds. */
export interface DelayBounds {
  readonly first: number;
  readonly most: number;
  /** By how much a delay grows. Default 2. */
  readonly factor?: number | undefined;
}

/** Waits a time; rejects with the signal's reason where it is aborted before or meanwhile. */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

/**
 * Growing delays with jitter: each wait takes between half of the delay and all of it, then the delay grows.
 */
export class Backoff {
  readonly #bounds: DelayBounds;
  readonly #sleep: NonNullable<Waiting['sleep']>;
  readonly #random: () => number;
  #delay: number;

  constructor(bounds: DelayBounds, waiting: Waiting = {}) {
    this.#bounds = bounds;
    this.#sleep = waiting.sleep ?? sleep;
    this.#random = waiting.random ?? Math.random;
    this.#delay = bounds.first;
  }

  /** Starts again at the first delay. */
  reset(): void {
    this.#delay = this.#bounds.first;
  }

  /** Waits once and gives the time asked for, in milliseconds. */
  async wait(signal: AbortSignal | undefined): Promise<number> {
    const milliseconds = Math.round(this.#delay * (0.5 + this.#random() / 2));
    this.#delay = Math.min(this.#bounds.most, this.#delay * (this.#bounds.factor ?? 2));
    signal?.throwIfAborted();
    await this.#sleep(milliseconds, signal);
    signal?.throwIfAborted();
    return milliseconds;
  }
}
