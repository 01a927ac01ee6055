/** Counts the tokens that a model input is read as, just as they are charged for. */
export interface TokenCounter {
  /**
   * @param modelInput JSON, as it stands in the record.
   * @returns Tokens, those around messages and of media included.
   */
  count(modelInput: Uint8Array, signal?: AbortSignal): Promise<number>;
}
