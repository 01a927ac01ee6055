const FIRST_SECONDS = 60;
const MOST_SECONDS = 1_800;

/**
 * Says when a log gets another line: at once where something else is to be said, such as that a job has ended, and then seldom and seldomer, from a minute to half
 * an hour, so that a week is some hundred lines.
 */
export class LogPace {
  #key = '';
  #wait = FIRST_SECONDS;
  #next: number;

  /** @param now Milliseconds of a clock that nobody sets. */
  constructor(now: number) {
    this.#next = now + FIRST_SECONDS * 1000;
  }

  /**
   * Tells whether a line is due, and takes it as written then.
   *
   * @param key What is to be said at once where it changes; empty where nothing is.
   */
  isDue(key: string, now: number): boolean {
    const isOther = key !== '' && key !== this.#key;
    if (!isOther && now < this.#next) return false;
    if (!isOther) this.#wait = Math.min(MOST_SECONDS, 2 * this.#wait);
    if (isOther) this.#key = key;
    this.#next = now + this.#wait * 1000;
    return true;
  }

  /** Has the next line written whatever it says, for something else stands behind the last one. */
  interrupt(): void {
    this.#next = Number.NEGATIVE_INFINITY;
  }
}
