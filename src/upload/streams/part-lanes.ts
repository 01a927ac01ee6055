import pLimit from 'p-limit';

/** Sends parts in the background, some at a time. The first failure stops all, and is thrown by whatever is called next. */
export class PartLanes {
  readonly #most: number;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #underway = new Set<Promise<void>>();
  readonly #failure = new AbortController();
  /** Aborts with the caller's signal and where a part has failed. */
  readonly signal: AbortSignal;

  /** @param most Parts at a time. */
  constructor(most: number, asked: AbortSignal | undefined) {
    this.#most = most;
    this.#limit = pLimit(most);
    const { signal } = this.#failure;
    this.signal = asked === undefined ? signal : AbortSignal.any([asked, signal]);
  }

  /** Sends a part as soon as there is a lane for it. */
  send(part: () => Promise<void>): void {
    const sent = this.#limit(async () => {
      if (!this.signal.aborted) await part();
    })
      .catch((error: unknown) => this.stop(error))
      .finally(() => this.#underway.delete(sent));
    this.#underway.add(sent);
  }

  /** Stops what is underway, for a reason. */
  stop(reason: unknown): void {
    this.#failure.abort(reason);
  }

  /** Waits until there is a lane that is free. */
  async room(): Promise<void> {
    while (this.#underway.size >= this.#most) await Promise.race(this.#underway);
    this.signal.throwIfAborted();
  }

  /** Waits until nothing is underway, whatever went wrong. */
  async idle(): Promise<void> {
    await Promise.all(this.#underway);
  }
}
