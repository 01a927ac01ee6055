/** A moment by two clocks, in milliseconds. */
export interface Moment {
  /** By a clock that nobody sets; on some systems it stands still while the machine sleeps. */
  readonly steady: number;
  /** By the clock of the wall, which may be set. */
  readonly wall: number;
}

/** How far the clocks may be apart after a while: what a clock is off by is brought in step little by little. */
const MOST_APART = 5_000;
const MOST_DRIFT = 0.01;

/** Gives the moment by the clocks of this process. */
export function momentNow(): Moment {
  return { steady: performance.now(), wall: Date.now() };
}

/**
 * Gives the seconds between two moments; undefined where nobody knows them, for the clocks disagree: the machine slept, or a clock was set.
 *
 * Which of the two it was cannot be told, and a time that is wrong would be a wrong pace for long after.
 */
export function secondsBetween(from: Moment, to: Moment): number | undefined {
  const steady = to.steady - from.steady;
  const apart = Math.abs(to.wall - from.wall - steady);
  const isKnown = steady > 0 && apart <= MOST_APART + steady * MOST_DRIFT;
  return isKnown ? steady / 1000 : undefined;
}
