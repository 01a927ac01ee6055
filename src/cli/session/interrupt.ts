import { constants } from 'node:os';
import type { Streams } from './session.ts';

/** Why a command was ended from outside; the reason of the signal that every stage gets. */
export class Interruption extends Error {
  static {
    this.prototype.name = 'Interruption';
  }
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`Interrupted by ${signal}`);
    this.signal = signal;
  }

  /** 130 for SIGINT, 143 for SIGTERM, as shells count. */
  get exitCode(): number {
    return 128 + constants.signals[this.signal];
  }
}

/**
 * Gives a process's streams with a signal that aborts on SIGINT, SIGTERM, and when nobody reads stdout any more.
 *
 * The second SIGINT or SIGTERM ends the process at once, whatever is under way.
 */
export function interruptible(process: NodeJS.Process): Streams {
  const controller = new AbortController();
  const interrupt = (signal: NodeJS.Signals) => {
    const interruption = new Interruption(signal);
    if (controller.signal.aborted) process.exit(interruption.exitCode);
    controller.abort(interruption);
    // whoever waits for more of it would not see the signal
    process.stdin.destroy();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    controller.abort(new Interruption('SIGPIPE'));
  });
  const { stdin, stdout, stderr, env } = process;
  return { stdin, stdout, stderr, env, signal: controller.signal };
}
