import type { OutcomeProgress } from '../../results/index.ts';
import type { Tell } from '../stage-clock.ts';

/** Makes what tells how many outcomes are read. */
export function tellOutcomes(tell: Tell): (progress: OutcomeProgress) => void {
  return (progress) => tell({ ...progress, unit: 'records' });
}
