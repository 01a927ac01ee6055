/**
 * Says what becomes of jobs when a command that submits or waits is interrupted.
 *
 * @param next What the same command would go on to do, such as `to go on`.
 */
export function jobsRemain(isLocal: boolean, next: string): string {
  const jobs = isLocal
    ? 'the embedded emulator has stopped, its jobs are kept, and nothing is billed'
    : 'the jobs run on and are billed';
  return `${jobs}; run the same command again ${next}`;
}
