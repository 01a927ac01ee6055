/** What a torture is asked for. */
export interface TortureOptions {
  /** What is drawn is drawn from it. */
  readonly seed: number;
  /** Only what has this in its name. */
  readonly only?: string | undefined;
  /** Stops after so many tries. */
  readonly most?: number | undefined;
  /** Writes what was found into the docs. */
  readonly render?: boolean | undefined;
  /** Is told of each step, in a line. */
  readonly tell: (line: string) => void;
}

/** What came of a torture. */
export interface Tally {
  readonly tried: number;
  /** What went wrong, a paragraph each; empty where all is right. */
  readonly wrong: readonly string[];
}

/** One way to torment the command, `npm run torture -- <name>`. */
export interface Torture {
  /** What it does, in a line of the help. */
  readonly title: string;
  readonly run: (options: TortureOptions) => Promise<Tally>;
}
