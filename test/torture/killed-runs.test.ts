import { describe, expect, it } from 'vitest';
import { drawRounds } from './kills/draw-rounds.ts';
import { runWhole, type Whole } from './kills/kill-round.ts';
import { runRounds } from './kills/run-rounds.ts';
import { SHAPES } from './kills/shapes.ts';

const ROUNDS = 30;
const AT_A_TIME = 3;
const SEED = process.env['CI'] === 'true' ? 20_261_129 : Date.now() % 1e9;

describe('a run that is killed', () => {
  it(`gives every outcome once and leaves nothing behind, in ${ROUNDS} rounds from seed ${SEED}`, async () => {
    const wholes: Whole[] = [];
    for (const shape of SHAPES) wholes.push(await runWhole(shape));
    expect(wholes.flatMap(({ wrong }) => wrong)).toEqual([]);

    const { kills, wrong } = await runRounds(drawRounds(wholes, ROUNDS, SEED), AT_A_TIME);

    expect(wrong).toEqual([]);
    // a moment that is drawn may be behind the end of its process
    expect(kills).toBeGreaterThan(ROUNDS / 2);
  }, 900_000);
});
