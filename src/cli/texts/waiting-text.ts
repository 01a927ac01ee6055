import { toSecond } from './to-second.ts';

/** Says that a submission waits for the quota of jobs, and since when. */
export function waitingText(since: string): string {
  return `waiting since ${toSecond(since)}: the quota of concurrent jobs is full`;
}
