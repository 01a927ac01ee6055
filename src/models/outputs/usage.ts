/** Tokens that one record took. */
export interface Usage {
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly totalTokens?: number | undefined;
  readonly cacheReadInputTokens?: number | undefined;
  readonly cacheWriteInputTokens?: number | undefined;
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
