/** Tokens that one record took. */
export interface Usage {
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly totalTokens?: number | undefined;
  readonly cacheReadInputTokens?: number | undefined;
  readonly cacheWriteInputTokens?: number | undefined;
}

/**
 * Counts the tokens that were read from a cache or written into one and are not among those of the input.
 *
 * Claude, Nova and Converse count them apart; the OpenAI-style chat counts them as input, which its total tells.
 */
export function tokensInCache(usage: Usage): number {
  const { inputTokens = 0, outputTokens = 0, totalTokens, ...cache } = usage;
  const { cacheReadInputTokens: read = 0, cacheWriteInputTokens: written = 0 } = cache;
  const isAmongInput = written === 0 && totalTokens === inputTokens + outputTokens;
  return isAmongInput ? 0 : read + written;
}

/** Usage without the numbers that are missing; undefined where all are. */
export function usageOf(numbers: Usage): Usage | undefined {
  const present: Record<string, number> = {};
  let isEmpty = true;
  for (const key of USAGE_KEYS) {
    const value = numbers[key];
    if (value === undefined) continue;
    present[key] = value;
    isEmpty = false;
  }
  return isEmpty ? undefined : present;
}

const USAGE_KEYS: readonly (keyof Usage)[] = [
  'inputTokens',
  'outputTokens',
  'totalTokens',
  'cacheReadInputTokens',
  'cacheWriteInputTokens',
];
