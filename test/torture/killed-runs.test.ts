import { describe, expect, it } from 'vitest';
import { kills } from './kills/kills.ts';

const ROUNDS = 30;
const SEED = process.env['CI'] === 'true' ? 20_261_129 : Date.now() % 1e9;

describe('a run that is killed', () => {
  it(`gives every outcome once and leaves nothing behind, in ${ROUNDS} rounds from seed ${SEED}`, async () => {
    const { tried, wrong } = await kills.run({ seed: SEED, most: ROUNDS, tell: () => undefined });

    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThanOrEqual(ROUNDS);
  }, 900_000);
});
