import { describeRound, type PlannedRound } from './draw-rounds.ts';
import { killRound } from './kill-round.ts';

/** What came of many rounds. */
export interface RoundsEnd {
  readonly rounds: number;
  /** Processes that were killed. */
  readonly kills: number;
  /** Each round that went wrong, and how; one text a round. */
  readonly wrong: readonly string[];
}

/**
 * Runs rounds, several at a time: most of what a round does is to wait.
 *
 * @param onRound Told of each round that has ended.
 */
export async function runRounds(
  rounds: readonly PlannedRound[],
  atATime: number,
  onRound: (text: string) => void = () => undefined,
): Promise<RoundsEnd> {
  const open = [...rounds];
  const wrong: string[] = [];
  let kills = 0;
  const work = async (): Promise<void> => {
    for (let round = open.shift(); round !== undefined; round = open.shift()) {
      const end = await killRound(round.whole, round.plans);
      kills += end.kills;
      const text = describeRound(round);
      const found = end.wrong.join('; ');
      if (found !== '') wrong.push(`${text}: ${found}`);
      onRound(`${text}: ${found || 'right'}`);
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return { rounds: rounds.length, kills, wrong };
}
