import type { RunProgress } from '../../run/index.ts';

/** How far a stage is. */
export interface Reading extends Omit<RunProgress, 'stage' | 'step'> {
  /** Whether nothing is paid, because the jobs run in the embedded emulator. */
  readonly isLocal?: boolean | undefined;
}
