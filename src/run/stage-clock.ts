import { momentNow, StageMeter } from '../core/index.ts';
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
    const meter = new StageMeter();
    const value = await work((progress) =>
      this.#tell({ stage, step: 'progress', ...paced(progress, meter) }),
    );
    this.#times.push(Object.freeze({ stage, milliseconds: performance.now() - start }));
    this.#tell({ stage, step: 'end' });
    return value;
  }

  get times(): readonly StageTime[] {
    return Object.freeze([...this.#times]);
  }
}

/** Adds how fast a stage goes. Where it waits for jobs these have a measure of their own, and how fast jobs are asked for says nothing of the next one. */
function paced(progress: Parameters<Tell>[0], meter: StageMeter): Parameters<Tell>[0] {
  const { done, total, unit, measure } = progress;
  if (measure !== undefined || done === undefined || unit === 'jobs') return progress;
  return { ...progress, ...meter.saw(done, { total, at: momentNow() }) };
}

/** Tells how far a stage is. */
export type Tell = (progress: Omit<RunProgress, 'stage' | 'step'>) => void;
