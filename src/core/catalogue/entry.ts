/** How bad a diagnostic is: an `error` makes a job or record fail or an outcome unjoinable; a `warning` is undocumented or risky. */
export type Severity = 'error' | 'warning';

/**
 * What the catalogue knows of one code: an exported constant that has the code's name. Texts depend on the typed args alone.
 *
 * Its docstring is the code's section of docs/diagnostics.md: what, why, what to do, wrong, right. It is read from the
 * source (scripts/render-diagnostics.mjs), so nothing loads it.
 */
export interface CatalogueEntry<Args = Record<never, never>> {
  readonly severity: Severity;
  /** What of the path an excerpt marks; `value` where nothing is said. */
  readonly marks?: 'key' | 'value';
  /** What is wrong and why, with the actual value; no advice, no final period. */
  readonly message: (args: Args) => string;
  /** What to do; imperative. */
  readonly hint?: (args: Args) => string;
  readonly expected?: (args: Args) => string;
  readonly received?: (args: Args) => string;
}

/** The args of each entry of an area, by code. */
export type ArgsOf<Area> = {
  readonly [Code in keyof Area]: Area[Code] extends CatalogueEntry<infer Args> ? Args : never;
};
