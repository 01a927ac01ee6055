import { momentNow, StageMeter } from '../../core/index.ts';
import type { Progress } from './progress.ts';
import type { Reading } from './reading.ts';

/** What a stage has counted. */
type Counted = Pick<Reading, 'done' | 'total' | 'unit' | 'detail'> & { readonly done: number };

/**
 * Makes what a stage tells its counts: how fast it goes and how long it takes yet are shown with them.
 *
 * @param progress Shows them; the stage has begun there.
 */
export function stageCounter(progress: Progress): (counted: Counted) => void {
  const meter = new StageMeter();
  return (counted) => {
    const { done, total } = counted;
    progress.measure({ ...counted, ...meter.saw(done, { total, at: momentNow() }) });
  };
}
