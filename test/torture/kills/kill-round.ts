import { join } from 'node:path';
import { type Ended, startCommand } from './command.ts';
import type { KillPlan } from './kill-proxy.ts';
import type { Shape, Step } from './shapes.ts';
import { type Left, whatIsLeft } from './what-is-left.ts';
import { type Outcomes, parseLines, savedOutcomes, whatIsWrong } from './what-is-wrong.ts';
import { openWorkPlace, type WorkPlace } from './work-place.ts';

/** A shape, run once without a kill: what each kill is drawn from and compared with. */
export interface Whole {
  readonly shape: Shape;
  /** Of all its steps together. */
  readonly requests: number;
  readonly milliseconds: number;
  readonly left: Left;
  readonly wrong: readonly string[];
}

/** What became of a round. */
export interface RoundEnd {
  /** How many of its kills hit a process that still ran. */
  readonly kills: number;
  /** A sentence for each thing that is wrong. */
  readonly wrong: readonly string[];
}

/** Runs a shape as it is. */
export async function runWhole(shape: Shape): Promise<Whole> {
  const place = await openWorkPlace(shape);
  try {
    const started = performance.now();
    const { outcomes, wrong } = await new Round(shape, place, []).toEnd();
    const milliseconds = performance.now() - started;
    const left = await whatIsLeft(place);
    const requests = place.proxy.count;
    const found = await whatIsWrong(shape, place, outcomes, left);
    return { shape, requests, milliseconds, left, wrong: [...wrong, ...found] };
  } finally {
    await place.close();
  }
}

/** Runs a shape, kills it as planned, and each time repeats the very command that was killed. */
export async function killRound(
  { shape, left }: Whole,
  plans: readonly KillPlan[],
): Promise<RoundEnd> {
  const place = await openWorkPlace(shape);
  try {
    const { outcomes, wrong, kills } = await new Round(shape, place, plans).toEnd();
    return { kills, wrong: [...wrong, ...(await whatIsWrong(shape, place, outcomes, left))] };
  } finally {
    await place.close();
  }
}

class Round {
  readonly #shape: Shape;
  readonly #place: WorkPlace;
  readonly #plans: KillPlan[];
  readonly #wrong: string[] = [];
  #kill: () => void = () => undefined;
  #kills = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(shape: Shape, place: WorkPlace, plans: readonly KillPlan[]) {
    this.#shape = shape;
    this.#place = place;
    this.#plans = [...plans];
  }

  /** Brings all steps to their end, one after the other. */
  async toEnd() {
    const outcomes: Outcomes[] = [];
    this.#arm();
    for (const step of this.#shape.steps) {
      const { stdout } = await this.#repeat(step);
      if (step.outcomes === 'stdout') outcomes.push(parseLines(stdout));
      else if (step.outcomes !== undefined) {
        outcomes.push(await savedOutcomes(join(this.#place.folder, step.outcomes.folder)));
      }
    }
    clearTimeout(this.#timer);
    return { outcomes, kills: this.#kills, wrong: this.#wrong };
  }

  /** Repeats a step as often as it is killed. */
  async #repeat(step: Step): Promise<Ended> {
    for (;;) {
      const { child, ended } = startCommand(step.argv, this.#place);
      this.#kill = () => child.kill('SIGKILL');
      const end = await ended;
      this.#kill = () => undefined;
      if (end.signal !== 'SIGKILL') return this.#requireEnd(step, end);
      this.#kills += 1;
      this.#arm();
    }
  }

  /** Begins to count for the next kill. */
  #arm(): void {
    const plan = this.#plans.shift();
    const { proxy } = this.#place;
    proxy.arm(plan, () => this.#kill());
    if (plan === undefined || 'request' in plan) return;
    this.#timer = setTimeout(() => {
      this.#kill();
    }, plan.milliseconds);
  }

  #requireEnd({ argv, code }: Step, ended: Ended): Ended {
    if (ended.code !== code) {
      const said = ended.stderr.trim().split('\n').slice(-12).join('\n');
      this.#wrong.push(`${argv.slice(0, 2).join(' ')} ended with ${ended.code}: ${said}`);
    }
    return ended;
  }
}
