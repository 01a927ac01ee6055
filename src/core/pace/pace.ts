/** How long something takes yet, in seconds. */
export interface TimeLeft {
  readonly low: number;
  readonly likely: number;
  /** Undefined where nobody knows how long it may take, such as while jobs have not begun. */
  readonly high: number | undefined;
}

/** How fast something is done, in units a second. */
export interface Pace {
  readonly likely: number;
  /** Between these it lies, as far as what was seen differs; undefined where too little was seen to tell. */
  readonly range: { readonly low: number; readonly high: number } | undefined;
}

/** A pace that may be a hundred times slower than what is likely may as well be none. */
const LEAST_SHARE = 0.01;

/** Says how long is left at a pace; undefined where nothing tells how far the pace may be off, or nothing is done. */
export function timeLeft(rest: number, pace: Pace | undefined): TimeLeft | undefined {
  const { likely = 0, range } = pace ?? {};
  if (range === undefined || likely <= 0) return undefined;
  const high = range.low > likely * LEAST_SHARE ? rest / range.low : undefined;
  return { low: rest / range.high, likely: rest / likely, high };
}
