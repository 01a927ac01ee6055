import { describe, expect, it } from 'vitest';
import { runRaces } from './races/race-round.ts';
import { runRestarts } from './races/restart-round.ts';

const ROUNDS = 10;
const RESTARTS = 3;
const SEED = process.env['CI'] === 'true' ? 20_261_129 : Date.now() % 1e9;

describe('two processes on one folder', () => {
  it(`end with their work done, or say who does it, in ${ROUNDS} rounds from seed ${SEED}`, async () => {
    const { wrong } = await runRaces(ROUNDS, SEED);

    expect(wrong).toEqual([]);
  }, 900_000);
});

describe('an emulator that is killed under a run and started again', () => {
  it(`knows each job once, in ${RESTARTS} rounds from seed ${SEED}`, async () => {
    const { wrong } = await runRestarts(RESTARTS, SEED);

    expect(wrong).toEqual([]);
  }, 900_000);
});
