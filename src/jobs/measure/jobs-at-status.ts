import type { JobStatus } from '../../dataset/index.ts';
import type { JobReading } from './job-meter.ts';
import type { JobsAtStatus } from './run-measure.ts';

/** From those that have ended to those that have not begun; what is not known stands behind. */
const ORDER: readonly string[] = [
  'Completed',
  'PartiallyCompleted',
  'Failed',
  'Expired',
  'Stopped',
  'Stopping',
  'InProgress',
  'Scheduled',
  'Validating',
  'Submitted',
] satisfies readonly JobStatus[];

/** Counts jobs by where they are. */
export function jobsAtStatus(jobs: readonly JobReading[]): readonly JobsAtStatus[] {
  const found = new Map<string, JobsAtStatus>();
  for (const { attempt, status, forgotten, stopAsked } of jobs) {
    const at = {
      ...(status !== undefined && { status }),
      ...(attempt === 0 && { unsubmitted: true as const }),
      ...(forgotten === true && { forgotten }),
      ...(stopAsked !== undefined && { stopAsked: true as const }),
    };
    const key = JSON.stringify(at);
    found.set(key, { ...at, jobs: (found.get(key)?.jobs ?? 0) + 1 });
  }
  return [...found.values()].sort((a, b) => placeOf(a) - placeOf(b));
}

function placeOf({ status, unsubmitted }: JobsAtStatus): number {
  if (unsubmitted === true) return ORDER.length + 2;
  if (status === undefined) return ORDER.length + 1;
  const place = ORDER.indexOf(status);
  return place === -1 ? ORDER.length : place;
}
