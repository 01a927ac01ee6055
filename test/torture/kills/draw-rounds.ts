import { type Draw, drawFrom } from '../../engine/support/json-texts.ts';
import type { KillPlan } from './kill-proxy.ts';
import type { Whole } from './kill-round.ts';

/** A round: a shape, and when its process and those that follow it are killed. */
export interface PlannedRound {
  readonly whole: Whole;
  readonly plans: readonly KillPlan[];
}

/** As many rounds as are asked for, with one kill to three each: two thirds of them at requests, the others at any moment. */
export function drawRounds(
  wholes: readonly Whole[],
  rounds: number,
  seed: number,
): readonly PlannedRound[] {
  const draw = drawFrom(seed);
  return Array.from({ length: rounds }, (_, round) => {
    const whole = wholes[round % wholes.length];
    if (whole === undefined) throw new RangeError('There is no shape to draw from');
    const kills = 1 + Math.floor(draw(6) / 3) + Math.floor(draw(6) / 5);
    return { whole, plans: Array.from({ length: kills }, () => drawPlan(whole, draw)) };
  });
}

function drawPlan({ requests, milliseconds }: Whole, draw: Draw): KillPlan {
  if (draw(3) === 0) return { milliseconds: draw(Math.ceil(milliseconds)) };
  return { request: 1 + draw(requests), when: draw(2) === 0 ? 'before' : 'after' };
}

/** A round in a few words. */
export function describeRound({ whole, plans }: PlannedRound): string {
  const moments = plans.map((plan) =>
    'request' in plan
      ? `${plan.when} the server acted on request ${plan.request} of ${whole.requests}`
      : `after ${plan.milliseconds} ms`,
  );
  return `${whole.shape.name}, killed ${moments.join(', then ')}`;
}
