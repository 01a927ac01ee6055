/** How bad a diagnostic is: an `error` makes a job or record fail or an outcome unjoinable; a `warning` is undocumented or risky. */
export type Severity = 'error' | 'warning';

/** What the catalogue knows of one code. Texts depend on the typed args alone. */
export interface CatalogueEntry<Args> {
  readonly severity: Severity;
  /** What is wrong and why, with the actual value; no advice, no final period. */
  readonly message: (args: Args) => string;
  /** What to do; imperative. */
  readonly hint?: (args: Args) => string;
  readonly expected?: (args: Args) => string;
  readonly received?: (args: Args) => string;
}

/** Entries for every code whose args `Args` declares. */
export type Catalogue<Args> = { readonly [Code in keyof Args]: CatalogueEntry<Args[Code]> };
