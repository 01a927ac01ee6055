import { JobError } from '../../core/index.ts';
import type { Run } from '../../dataset/index.ts';
import { sleep, type Waiting } from '../bedrock/backoff.ts';
import type { Caller } from '../bedrock/bedrock-calls.ts';
import type { BedrockOptions } from '../bedrock/client-options.ts';
import { withRunClient } from '../bedrock/run-client.ts';
import { keepUnknown, unknownAttempts } from '../refresh/find-unknown.ts';
import { refreshOpen } from './look-again.ts';
import { MissedLooks } from './missed-looks.ts';

const PAUSE = 1_000;

/**
 * Looks at each job of a run that was not seen to have ended; where one is not found, again a second later, until it is found or three looks in a row have missed it. A
 * request without an answer whose job does not show up stays as it is: the next submission sends it again.
 *
 * @returns Folders of the jobs that Bedrock does not know any more.
 * @throws {JobError} As `watchRun`, except for `JOB_NOT_FOUND` and `JOB_STATE`.
 */
export function lookSurely(
  run: Run,
  { sleep: wait = sleep, ...options }: BedrockOptions & Pick<Waiting, 'sleep'> = {},
): Promise<ReadonlySet<string>> {
  return withRunClient(run, options, async (bedrock) => {
    const caller = { bedrock, signal: options.signal };
    const forgotten = await lookForOpen(run, caller, wait);
    for (const attempt of unknownAttempts(run))
      await keepUnknown(run, attempt, caller).catch(unlessNotShown);
    return forgotten;
  });
}

async function lookForOpen(
  run: Run,
  caller: Caller,
  wait: NonNullable<Waiting['sleep']>,
): Promise<ReadonlySet<string>> {
  const looks = new MissedLooks();
  for (;;) {
    const missed = await refreshOpen(run, caller);
    for (const folder of looks.doubtful) if (!missed.includes(folder)) looks.found(folder);
    for (const folder of missed) looks.miss(folder);
    if (looks.doubtful.length === 0)
      return new Set(missed.filter((folder) => looks.isForgotten(folder)));
    await wait(PAUSE, caller.signal);
  }
}

function unlessNotShown(error: unknown): void {
  if (!(error instanceof JobError) || error.code !== 'JOB_STATE') throw error;
}
