import { nextTurn } from './next-turn.ts';

/** Short enough for whoever pressed Ctrl-C, and long enough that turning costs nothing beside the work. */
const MOST_MILLISECONDS = 8;

/**
 * Lets the event loop turn now and then between pieces of synchronous work, as often as the time they take asks for:
 * a turn costs as much as judging tens of kilobytes.
 */
export class EventLoopTurns {
  #last = performance.now();

  /** Whether the event loop has stood still for long. */
  get isDue(): boolean {
    return performance.now() - this.#last >= MOST_MILLISECONDS;
  }

  async take(): Promise<void> {
    await nextTurn();
    this.#last = performance.now();
  }
}
