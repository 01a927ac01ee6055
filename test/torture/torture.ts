import type { Asked, Found } from './asked.ts';

/** What a torture is asked for by `npm run torture`. */
export interface TortureOptions extends Asked {
  /** Writes what was found into the docs. */
  readonly render?: boolean | undefined;
}

/** One way to torment the command, `npm run torture -- <name>`. */
export interface Torture {
  /** What it does, in a line. */
  readonly title: string;
  readonly run: (options: TortureOptions) => Promise<Found>;
}
