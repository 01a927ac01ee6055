/** Bytes of text that count as one token. An estimate of ours: real tokenizers differ by model. */
export const BYTES_PER_TOKEN = 4;

/** Estimates the tokens of a text: its UTF-8 bytes by four, rounded up. */
export function estimateTokens(bytes: number): number {
  return Math.ceil(bytes / BYTES_PER_TOKEN);
}

/** Estimates the tokens of a model input, one at least: those of its texts. Keys, numbers and the signs of JSON are what no model reads. */
export function inputTokensOf(modelInput: unknown): number {
  let bytes = 0;
  // bodies may be nested deeper than calls may
  const values: unknown[] = [modelInput];
  while (values.length > 0) {
    const value = values.pop();
    if (typeof value === 'string') bytes += Buffer.byteLength(value);
    else if (typeof value === 'object' && value !== null)
      for (const inner of Object.values(value)) values.push(inner);
  }
  return Math.max(1, estimateTokens(bytes));
}
