/** What a torture is asked for. */
export interface Asked {
  /** What is drawn is drawn from it. */
  readonly seed: number;
  /** Only what has this in its name. */
  readonly only?: string | undefined;
  /** Stops after so many tries. */
  readonly most?: number | undefined;
  /** Is told of each try, in a line. */
  readonly tell: (line: string) => void;
}

/** What came of a torture. */
export interface Found {
  readonly tried: number;
  /** Each try that went wrong, and how; one text a try. */
  readonly wrong: readonly string[];
}
