import type { Asked, Found } from '../asked.ts';
import { drawRounds, type PlannedRound } from './draw-rounds.ts';
import { runWhole, type Whole } from './kill-round.ts';
import { runRounds } from './run-rounds.ts';
import { SHAPES } from './shapes.ts';

/** Rounds that are drawn besides those at each request. */
const DRAWN = 60;
const AT_A_TIME = 3;

/** Kills runs at each of their requests, before the server has it and after it acted, and then at random. */
export const kills = {
  title: 'SIGKILL at every request of a run, before and after the server acted, and at random',
  run: killEverywhere,
} as const;

async function killEverywhere({ seed, only = '', most, tell }: Asked): Promise<Found> {
  const wholes: Whole[] = [];
  for (const shape of SHAPES.filter(({ name }) => name.includes(only))) {
    wholes.push(await runWhole(shape));
  }
  const untouched = wholes
    .filter(({ wrong }) => wrong.length > 0)
    .map(({ wrong, shape }) => `${shape.name}, not killed: ${wrong.join('; ')}`);
  const rounds = [...wholes.flatMap(everyRequest), ...drawRounds(wholes, DRAWN, seed)];
  const chosen = most === undefined ? rounds : spread(rounds, most);
  const { wrong } = await runRounds(chosen, AT_A_TIME, tell);
  return { tried: wholes.length + chosen.length, wrong: [...untouched, ...wrong] };
}

/** Every request of a shape, before the server has it and after it acted on it. */
function everyRequest(whole: Whole): readonly PlannedRound[] {
  return Array.from({ length: whole.requests }, (_, at) => at + 1).flatMap((request) =>
    (['before', 'after'] as const).map((when) => ({ whole, plans: [{ request, when }] })),
  );
}

/** So many of a list, as far from each other as can be. */
function spread<Value>(list: readonly Value[], most: number): readonly Value[] {
  const step = Math.max(1, list.length / Math.max(1, most));
  return list
    .filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step))
    .slice(0, most);
}
