import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';
import timers from 'node:timers/promises';

/** From this on a timer is no pause between two tries, but the end of the patience with one. */
const PATIENCE_MILLISECONDS = 10_000;

/** How much shorter this process waits. */
export interface Haste {
  /** Pauses between two tries are divided by this. */
  readonly pauses: number;
  /** Times after which an answer is no longer waited for, 10 s and more, are divided by this. Default 1. */
  readonly patience?: number;
}

/**
 * Makes every timer of this process shorter until it is disposed of: the command waits for seconds and minutes, and what it
 * does then is no other after a moment.
 *
 * Patience is left alone unless it is asked for: on a busy machine an answer may take its time.
 */
export function hasten({ pauses, patience = 1 }: Haste): Disposable {
  const { setTimeout: later } = globalThis;
  const { setTimeout: sleep } = timers;
  const { timeout } = AbortSignal;
  const { setTimeout: idle } = Socket.prototype;
  const shorter = (milliseconds = 0): number =>
    milliseconds / (milliseconds < PATIENCE_MILLISECONDS ? pauses : patience);
  const hasty = (act: (...args: unknown[]) => void, milliseconds?: number, ...args: unknown[]) =>
    later(act, shorter(milliseconds), ...args);
  globalThis.setTimeout = Object.assign(hasty, later);
  timers.setTimeout = (milliseconds, value, options) =>
    sleep(shorter(milliseconds), value, options);
  AbortSignal.timeout = (milliseconds) =>
    timeout.call(AbortSignal, Math.ceil(shorter(milliseconds)));
  Socket.prototype.setTimeout = function (milliseconds, act) {
    return idle.call(this, shorter(milliseconds), act);
  };
  syncBuiltinESMExports();
  return {
    [Symbol.dispose]() {
      globalThis.setTimeout = later;
      timers.setTimeout = sleep;
      AbortSignal.timeout = timeout;
      Socket.prototype.setTimeout = idle;
      syncBuiltinESMExports();
    },
  };
}
