/** Options of {@link EmulatorClock}. */
export interface ClockOptions {
  /** Milliseconds of the clock per millisecond of the world; 0 stands still until it is advanced. Default 1. */
  readonly timeScale?: number | undefined;
  /** Where the clock starts, in milliseconds since 1970. Default: the world's time. */
  readonly startsAt?: number | undefined;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Longest delay of a timer: setTimeout takes a larger one for 1 ms. */
const LONGEST_DELAY = 2 ** 31 - 1;

/**
 * A clock that can be turned.
 *
 * Work that follows the clock runs in {@link spawn} and sleeps in {@link until}; `advance` wakes the sleepers in the
 * order of their times, and lets all work come to rest after each. So what happens does not depend on how long it takes.
 * One timer at most is set, for the next sleeper, and it keeps no process alive.
 */
export class EmulatorClock {
  readonly #timeScale: number;
  readonly #realStart: number = performance.now();
  readonly #sleepers = new Set<Sleeper>();
  readonly #work = new Set<Promise<void>>();
  #base: number;
  #awake = 0;
  #restWaiters: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #turning: Promise<void> = Promise.resolve();

  constructor(options: ClockOptions = {}) {
    this.#timeScale = options.timeScale ?? 1;
    this.#base = options.startsAt ?? Date.now();
  }

  /** Milliseconds since 1970 on this clock. */
  now(): number {
    return this.#base + Math.floor((performance.now() - this.#realStart) * this.#timeScale);
  }

  /** Runs work that sleeps on this clock; the clock's turns wait for it. The work must not throw. */
  spawn(work: () => Promise<void>): void {
    this.#awake += 1;
    const running = work().finally(() => {
      this.#work.delete(running);
      this.#fallAsleep();
    });
    this.#work.add(running);
  }

  /** Sleeps until the clock shows a time, or the signal is aborted. Never rejects. Only for spawned work. */
  async until(at: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted || at <= this.now()) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        if (!this.#sleepers.delete(sleeper)) return;
        signal.removeEventListener('abort', wake);
        this.#awake += 1;
        this.#setTimer();
        resolve();
      };
      const sleeper: Sleeper = { at, wake };
      this.#sleepers.add(sleeper);
      signal.addEventListener('abort', wake, { once: true });
      this.#fallAsleep();
      this.#setTimer();
    });
  }

  /** Turns the clock forward and waits until all that happens in that time has happened. */
  advance(milliseconds: number): Promise<void> {
    const turn = this.#turning.then(() => this.#turn(milliseconds));
    this.#turning = turn;
    return turn;
  }

  /** Waits until no work is awake. */
  atRest(): Promise<void> {
    if (this.#awake === 0) return Promise.resolve();
    return new Promise((resolve) => this.#restWaiters.push(resolve));
  }

  /** Waits until all work has ended; whoever stops the clock aborts the work's signals first. */
  async close(): Promise<void> {
    await Promise.all(this.#work);
    clearTimeout(this.#timer);
  }

  async #turn(milliseconds: number): Promise<void> {
    await this.atRest();
    const end = this.now() + milliseconds;
    for (let next = this.#next(); next !== undefined && next.at <= end; next = this.#next()) {
      this.#moveTo(next.at);
      next.wake();
      await this.atRest();
    }
    this.#moveTo(end);
  }

  #moveTo(time: number): void {
    this.#base += Math.max(0, time - this.now());
    this.#setTimer();
  }

  #next(): Sleeper | undefined {
    let next: Sleeper | undefined;
    for (const sleeper of this.#sleepers) {
      if (next === undefined || sleeper.at < next.at) next = sleeper;
    }
    return next;
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    const next = this.#next();
    if (next === undefined || this.#timeScale === 0) return;
    const delay = Math.ceil(Math.max(0, next.at - this.now()) / this.#timeScale);
    this.#timer = setTimeout(() => this.#wakeDue(), Math.min(delay, LONGEST_DELAY));
    this.#timer.unref();
  }

  #wakeDue(): void {
    const now = this.now();
    const due = [...this.#sleepers].filter((sleeper) => sleeper.at <= now);
    for (const sleeper of due.sort((a, b) => a.at - b.at)) sleeper.wake();
    this.#setTimer();
  }

  #fallAsleep(): void {
    this.#awake -= 1;
    if (this.#awake > 0) return;
    const waiters = this.#restWaiters;
    this.#restWaiters = [];
    for (const wake of waiters) wake();
  }
}
