import type { Run } from '../../dataset/index.ts';
import type { Waiting } from '../bedrock/backoff.ts';
import type { Caller } from '../bedrock/bedrock-calls.ts';
import { refreshDatedJob, saveSeen } from '../refresh/refresh-job.ts';
import { stop } from './ask-to-stop.ts';
import { type Deadline, isOverdue } from './deadline.ts';

/** How the jobs of a run are looked at. */
export interface Looking {
  readonly caller: Caller;
  readonly waiting: Waiting;
  readonly deadline: Deadline | undefined;
}

/**
 * Looks at a job of a run and keeps what is seen; one that has not begun by its deadline is asked to stop.
 *
 * Why it is stopped is written down first. A job that begins between the look and the stop is stopped all the same: what it
 * processed by then is billed, and read.
 *
 * @throws {JobError} also where Bedrock does not let it be stopped.
 */
export async function refreshOrStop(
  run: Run,
  known: { readonly folder: string; readonly jobArn: string },
  { caller, waiting, deadline }: Looking,
): Promise<void> {
  const dated = await refreshDatedJob(run, known, caller);
  if (deadline === undefined || !isOverdue(dated, deadline)) return;
  const why = deadline.then === 'on-demand' ? 'on-demand' : 'deadline';
  await run.noteStop(known.folder, known.jobArn, why);
  const options = { ...waiting, signal: caller.signal };
  const { job } = await stop(caller, known.jobArn, options);
  await saveSeen(run, known.folder, job);
}
