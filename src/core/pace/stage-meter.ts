import { type Moment, secondsBetween } from './moment.ts';
import { type Pace, type TimeLeft, timeLeft } from './pace.ts';
import { PaceWindow } from './pace-window.ts';

/** How fast a stage goes, and how long it takes yet. */
export interface StagePace {
  /** What it counts, a second; undefined as long as nothing tells it. */
  readonly rate: number | undefined;
  /** Undefined where nothing tells it. */
  readonly left: TimeLeft | undefined;
}

/** A stage is at work all the time, so what it did some minutes ago tells less than what it does now. */
const WINDOW_SECONDS = 300;
/** Looks that are closer tell nothing more. */
const LEAST_SECONDS = 0.1;

/**
 * Says how fast a stage goes that counts what it has done, such as bytes that are sent.
 *
 * Only what was done since the first look counts: what was there before took no time now. Nor does what happened while the machine slept. Memory: that of a
 * {@link PaceWindow}.
 */
export class StageMeter {
  readonly #window = new PaceWindow(WINDOW_SECONDS);
  #pace: Pace | undefined;
  #last: { readonly done: number; readonly at: Moment } | undefined;

  /**
   * Takes how far the stage is.
   *
   * @param done What is done by now; less than before where something is begun anew.
   * @param of How much there is in all, where that is known, and when it was so.
   */
  saw(
    done: number,
    { total, at }: { readonly total?: number | undefined; readonly at: Moment },
  ): StagePace {
    const last = (this.#last ??= { done, at });
    const seconds = secondsBetween(last.at, at);
    if (seconds !== undefined && seconds >= LEAST_SECONDS) {
      this.#window.add(seconds, Math.max(0, done - last.done));
      this.#pace = this.#window.pace;
      this.#last = { done, at };
    } else if (seconds === undefined && at.steady !== last.at.steady) this.#last = { done, at };
    const rest = total === undefined || total <= done ? undefined : total - done;
    return {
      rate: this.#pace?.likely,
      left: rest === undefined ? undefined : timeLeft(rest, this.#pace),
    };
  }
}
