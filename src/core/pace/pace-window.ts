import type { Pace } from './pace.ts';

/** Some time, and what was done in it. */
interface Span {
  readonly seconds: number;
  readonly done: number;
}

/** Spans at most: as many as tell how much the pace changes. */
const MOST_SPANS = 32;
/** Spans that are kept however old they are, where looks are far apart. */
const FEWEST_SPANS = 6;
/** Fewer do not say how far the pace is off. */
const FEWEST_TO_DOUBT = 3;
/** What is to come is never known better than by a tenth. */
const LEAST_DOUBT = 0.1;
/** Standard errors in an interval of 95 %, by the number of spans less one, from 2 on (Student's t); for more it is 2. */
const ERRORS = [4.3, 3.2, 2.8, 2.6, 2.5, 2.4, 2.3];

/**
 * Says how fast something was done lately, and how far that may be off.
 *
 * What lies behind the window is forgotten. How much spans of time differ from one another says how far the pace may be off: an interval for about 95 of
 * 100 such times, and a tenth to either side at least. Memory: 32 pairs of numbers.
 */
export class PaceWindow {
  readonly #window: number;
  #spans: Span[] = [];
  #pace: Pace | undefined;

  /** @param seconds How far it looks back. */
  constructor(seconds: number) {
    this.#window = seconds;
  }

  /** Takes what was done in some time, from 0 on; what took no time says nothing. */
  add(seconds: number, done: number): void {
    if (!(seconds > 0 && Number.isFinite(seconds) && done >= 0 && Number.isFinite(done))) return;
    this.#pace = undefined;
    this.#spans.push({ seconds, done });
    if (this.#spans.length > MOST_SPANS) this.#joinShortest();
    let all = sumOf(this.#spans, 'seconds');
    while (
      this.#spans.length > FEWEST_SPANS &&
      all - (this.#spans[0]?.seconds ?? 0) >= this.#window
    )
      all -= this.#spans.shift()?.seconds ?? 0;
  }

  /** Undefined as long as no time has passed. */
  get pace(): Pace | undefined {
    if (this.#pace !== undefined) return this.#pace;
    const seconds = sumOf(this.#spans, 'seconds');
    if (seconds === 0) return undefined;
    const likely = sumOf(this.#spans, 'done') / seconds;
    this.#pace = { likely, range: this.#range(likely, seconds) };
    return this.#pace;
  }

  #range(likely: number, seconds: number): Pace['range'] {
    const count = this.#spans.length;
    if (count < FEWEST_TO_DOUBT) return undefined;
    const squares = this.#spans.map((span) => (span.done - likely * span.seconds) ** 2);
    const sum = squares.reduce((a, b) => a + b, 0);
    const errors = ERRORS[count - FEWEST_TO_DOUBT] ?? 2;
    const error = (errors * Math.sqrt((sum * count) / (count - 1))) / seconds;
    const off = Math.max(error, likely * LEAST_DOUBT);
    return { low: Math.max(0, likely - off), high: likely + off };
  }

  /** Makes one of the two neighbours that are the shortest, so that all become about as long. */
  #joinShortest(): void {
    let at = 0;
    let shortest = Number.POSITIVE_INFINITY;
    for (let index = 0; index + 1 < this.#spans.length; index += 1) {
      const both = (this.#spans[index]?.seconds ?? 0) + (this.#spans[index + 1]?.seconds ?? 0);
      if (both < shortest) [at, shortest] = [index, both];
    }
    const pair = this.#spans.slice(at, at + 2);
    const joined = { seconds: sumOf(pair, 'seconds'), done: sumOf(pair, 'done') };
    this.#spans.splice(at, 2, joined);
  }
}

function sumOf(spans: readonly Span[], key: keyof Span): number {
  return spans.reduce((sum, span) => sum + span[key], 0);
}
