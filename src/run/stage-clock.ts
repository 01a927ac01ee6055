import type { RunProgress, Stage, StageTime } from './run-report.ts';

/** Measures the stages of a run and tells when each begins and ends. */
export class StageClock {
  readonly #tell: (progress: RunProgress) => void;
  readonly #times: StageTime[] = [];

  constructor(tell: ((progress: RunProgress) => void) | undefined) {
    this.#tell = tell ?? (() => undefined);
  }

  /** Does the work of a stage and gives what it gives. */
  async time<Value>(stage: Stage, work: (tell: Tell) => Promise<Value>): Promise<Value> {
    const start = performance.now();
    this.#tell({ stage, step: 'begin' });
    const value = await work((progress) => this.#tell({ stage, step: 'progress', ...progress }));
    this.#times.push(Object.freeze({ stage, milliseconds: performance.now() - start }));
    this.#tell({ stage, step: 'end' });
    return value;
  }

  get times(): readonly StageTime[] {
    return Object.freeze([...this.#times]);
  }
}

/** Tells how far a stage is. */
export type Tell = (progress: Omit<RunProgress, 'stage' | 'step'>) => void;
