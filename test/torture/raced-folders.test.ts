import { describe, expect, it } from 'vitest';
import { races } from './races/races.ts';

const ROUNDS = 10;
const SEED = process.env['CI'] === 'true' ? 20_261_129 : Date.now() % 1e9;

describe('two processes on one folder, and an emulator that is killed under a run', () => {
  it(`end with their work done, or say who does it, in ${ROUNDS} rounds from seed ${SEED}`, async () => {
    const { tried, wrong } = await races.run({ seed: SEED, most: ROUNDS, tell: () => undefined });

    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(ROUNDS);
  }, 900_000);
});
