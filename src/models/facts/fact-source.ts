/** Whose word a fact is. */
export interface FactSource {
  /** Where it was read. */
  readonly source: string;
  /** Day or month it was read, as `YYYY-MM-DD` or `YYYY-MM`. */
  readonly readOn: string;
}
