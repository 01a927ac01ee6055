import type { Day } from '../../../core/index.ts';
import type { Lifecycle, Successor } from '../model-row.ts';

/** Only AWS's page counts: providers retire models on days of their own. */
const PAGE = {
  where: 'commercial',
  source: 'AWS, "Model lifecycle", as quoted by awslabs/startups on 2026-07-17 and 2026-09-18',
  readOn: '2026-11-28',
} as const;

/**
 * The end of a model on a day that AWS has fixed.
 *
 * AWS ends a model on its day or shortly after, unless there is a private arrangement. For models that are still active AWS names
 * only a day that the end is not before; that is none. `ListFoundationModels` knows better: see `readLiveModels`.
 */
export function endOn(lastDay: Day, successor?: Successor): Lifecycle {
  return { lastDay, exact: true, ...PAGE, successor };
}

/** The end of a model on a day that is not known exactly. */
export function endBy(lastDay: Day, successor?: Successor): Lifecycle {
  return { ...endOn(lastDay, successor), exact: false };
}
