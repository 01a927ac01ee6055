/** Shows how far a command is: one stage after the other. */
export interface Progress {
  /** Begins a stage. */
  begin(stage: string): void;
  /** Says how far the stage is; a log shows only the last one, when the stage ends. */
  update(text: string): void;
  /** Says something that a log shows too. */
  note(text: string): void;
  /** Ends the stage; what it came to is the last update where nothing else is given. */
  end(text?: string): void;
  /** Puts away whatever is shown; may be called more than once. */
  stop(): void;
}

/** Shows nothing. */
export const noProgress: Progress = Object.freeze({
  begin: () => undefined,
  update: () => undefined,
  note: () => undefined,
  end: () => undefined,
  stop: () => undefined,
});
