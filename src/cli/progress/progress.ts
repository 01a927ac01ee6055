import type { Reading } from './reading.ts';

/** Shows how far a command is: one stage after the other. */
export interface Progress {
  /** Begins a stage. */
  begin(stage: string): void;
  /** Says how far the stage is; a log shows only the last one, when the stage ends. */
  update(text: string): void;
  /** Says how far the stage is by what it counts: a bar on a terminal, now and then a line in a log. */
  measure(reading: Reading): void;
  /** Says something that a log shows too. */
  note(text: string): void;
  /** Ends the stage; what it came to is the last that was said where nothing else is given. */
  end(text?: string): void;
  /** Puts away whatever is shown; may be called more than once. */
  stop(): void;
}

/** Shows nothing. */
export const noProgress: Progress = Object.freeze({
  begin: () => undefined,
  update: () => undefined,
  measure: () => undefined,
  note: () => undefined,
  end: () => undefined,
  stop: () => undefined,
});
