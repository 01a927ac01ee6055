import type { Asked, Found } from '../asked.ts';
import { runRaces } from './race-round.ts';
import { runRestarts } from './restart-round.ts';

const RACES = 49;
const RESTARTS = 30;

/** Races of two processes on one folder, and runs whose emulator is killed and started again. */
export const races = {
  title:
    'two processes on one folder, and an emulator that is killed under a run and started again',
  async run({ seed, most = Infinity, tell }: Asked): Promise<Found> {
    const raced = await runRaces(Math.min(most, RACES), seed, tell);
    // a third as many: each takes as long as three races
    const restarted = await runRestarts(Math.min(Math.ceil(most / 3), RESTARTS), seed, tell);
    return {
      tried: raced.rounds + restarted.rounds,
      wrong: [...raced.wrong, ...restarted.wrong],
    };
  },
} as const;
