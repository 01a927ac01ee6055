import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Draw, drawFrom } from '../../engine/support/json-texts.ts';
import { type Ended, startCommand } from '../kills/command.ts';
import { jobsOf, type Left, whatIsLeft } from '../kills/what-is-left.ts';
import { savedOutcomes, whatIsWrong } from '../kills/what-is-wrong.ts';
import { openWorkPlace, type WorkPlace } from '../kills/work-place.ts';
import { RACED, RACES, type Race } from './race.ts';

/** Most milliseconds between the starts of two processes: about what a start and a build take. */
const MOST_APART = 800;

/** What came of many races. */
export interface RacesEnd {
  readonly rounds: number;
  /** Processes that ended with an error, as they may. */
  readonly refused: number;
  /** Each race that went wrong, and how; one text a race. */
  readonly wrong: readonly string[];
}

/** Runs races, each kind in turn; the two processes start up to {@link MOST_APART} ms apart, either ahead. */
export async function runRaces(
  rounds: number,
  seed: number,
  onRound: (text: string) => void = () => undefined,
): Promise<RacesEnd> {
  const draw = drawFrom(seed);
  const whole = await withoutRace();
  const wrong: string[] = [];
  let refused = 0;
  for (let round = 0; round < rounds; round += 1) {
    const race = RACES[round % RACES.length];
    if (race === undefined) break;
    const apart = drawApart(draw);
    const end = await raceOnce(race, apart, whole);
    refused += end.refused;
    const text = `${race.name}, the second ${apart} ms after the first`;
    const found = end.wrong.join('; ');
    if (found !== '') wrong.push(`${text}: ${found}`);
    onRound(`${text}: ${found || 'right'}`);
  }
  return { rounds, refused, wrong };
}

/** Half of the races begin together. */
function drawApart(draw: Draw): number {
  return draw(2) === 0 ? 0 : draw(2 * MOST_APART) - MOST_APART;
}

/** What the run leaves where one process does all of it. */
async function withoutRace(): Promise<Left> {
  const place = await openWorkPlace(RACED);
  try {
    const alone = RACES.find(({ before }) => before.length === 0)?.after ?? [];
    for (const argv of alone) await startCommand(argv, place).ended;
    return await whatIsLeft(place);
  } finally {
    await place.close();
  }
}

async function raceOnce(race: Race, apart: number, whole: Left) {
  const place = await openWorkPlace(RACED);
  try {
    return await raceIn(place, race, { apart, whole });
  } finally {
    await place.close();
  }
}

async function raceIn(
  place: WorkPlace,
  race: Race,
  { apart, whole }: { readonly apart: number; readonly whole: Left },
) {
  const wrong = await inTurn(race.before, place);
  const start = async (argv: readonly string[], later: number) => {
    if (later > 0) await sleep(later);
    return startCommand(argv, place).ended;
  };
  const ends = await Promise.all([
    start(race.both[0], Math.max(0, -apart)),
    start(race.both[1], Math.max(0, apart)),
  ]);
  const refused = ends.filter(({ code }) => code !== 0);
  for (const end of refused) wrong.push(...unlessAllowed(end, race));
  if (refused.length === ends.length && race.mayBothEnd !== true)
    wrong.push(
      `neither process did its work: ${ends.map(({ stderr }) => stderr.trim()).join(' / ')}`,
    );
  const hasJobs = (await jobsOf(place)).length > 0;
  if (!hasJobs) wrong.push(...(await inTurn(race.onlyWithoutJobs ?? [], place)));
  wrong.push(...(await inTurn(race.after, place)));
  const outcomes = await savedOutcomes(join(place.folder, 'out/runs/main/outcomes'));
  wrong.push(...(await whatIsWrong(RACED, place, [outcomes], whole)));
  return { refused: refused.length, wrong };
}

function unlessAllowed(end: Ended, { mayEndWith }: Race): readonly string[] {
  const isAllowed = mayEndWith.some((code) => end.stderr.includes(code));
  return isAllowed ? [] : [`a process ended with ${end.code}: ${end.stderr.trim()}`];
}

/** Runs commands one after the other; gives what is wrong with those that do not end with 0. */
async function inTurn(calls: readonly (readonly string[])[], place: WorkPlace): Promise<string[]> {
  const wrong: string[] = [];
  for (const argv of calls) {
    const { code, stderr } = await startCommand(argv, place).ended;
    if (code !== 0)
      wrong.push(`${argv.slice(0, 2).join(' ')} ended with ${code}: ${stderr.trim()}`);
  }
  return wrong;
}
