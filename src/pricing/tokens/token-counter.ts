/** Counts the tokens that a model input is read as. */
export interface TokenCounter {
  /**
   * @param modelInput JSON, as it stands in the record.
   * @returns Tokens: all that are charged for, those around messages and of media included, unless `isOfTexts`.
   */
  count(modelInput: Uint8Array, signal?: AbortSignal): Promise<number>;
  /** Who counts, as an estimate says it, such as `Bedrock`. Default `the counter`. */
  readonly name?: string | undefined;
  /** Whether only texts are counted: no media, and nothing that the model puts around messages. Default false. */
  readonly isOfTexts?: boolean | undefined;
}
