import { describe, expect, it } from 'vitest';
import { tokensInCache } from '../../../src/models/lean.ts';

describe('tokensInCache()', () => {
  it.each([
    ['Claude', { inputTokens: 10, outputTokens: 5, cacheReadInputTokens: 2 }, 2],
    ['Converse', { inputTokens: 10, outputTokens: 5, totalTokens: 20, cacheReadInputTokens: 5 }, 5],
    [
      'what was written',
      { inputTokens: 10, outputTokens: 5, totalTokens: 15, cacheWriteInputTokens: 7 },
      7,
    ],
    [
      'the OpenAI-style chat',
      { inputTokens: 10, outputTokens: 5, totalTokens: 15, cacheReadInputTokens: 8 },
      0,
    ],
    ['no cache', { inputTokens: 10, outputTokens: 5 }, 0],
  ])('are those beside the input: %s', (_, usage, tokens) => {
    expect(tokensInCache(usage)).toBe(tokens);
  });
});
