import { describe, expect, it } from 'vitest';
import { paidLine } from '../../../../src/cli/commands/estimate/paid-text.ts';

const TOKENS = { inputTokens: 10, outputTokens: 5 };
const NOTHING_ELSE = { jobs: [], models: [], tags: [], rounds: [], estimate: undefined } as const;

describe('paidLine()', () => {
  it('says which tokens are not in the cost', () => {
    const cost = { low: 1, high: 2 };
    const run = { ...NOTHING_ELSE, ...TOKENS, cost, isLocal: false };

    expect(paidLine({ ...run, cacheTokens: 1200 })).toBe(
      '$1 to $2; by the tokens of the outputs; without 1,200 tokens of a cache, whose price was not read',
    );
    expect(paidLine(run)).toBe('$1 to $2; by the tokens of the outputs');
  });
});
