/** Says that a submission waits for the quota of jobs, and since when. */
export function waitingText(since: string): string {
  const second = since.replace(/\.\d+(?=Z$)/, '');
  return `waiting since ${second}: the quota of concurrent jobs is full`;
}
