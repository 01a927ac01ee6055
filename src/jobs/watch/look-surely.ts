import type { Run } from '../../dataset/index.ts';
import { sleep, type Waiting } from '../bedrock/backoff.ts';
import type { BedrockOptions } from '../bedrock/client-options.ts';
import { lookOnce } from './look-again.ts';
import { MissedLooks } from './missed-looks.ts';

const PAUSE = 1_000;

/**
 * Looks at each job of a run that was not seen to have ended; where one is not found, again a second later, until it is found or three looks in a row have missed it.
 *
 * @returns Folders of the jobs that Bedrock does not know any more.
 * @throws {JobError} As {@link lookOnce}.
 */
export async function lookSurely(
  run: Run,
  { sleep: wait = sleep, ...options }: BedrockOptions & Pick<Waiting, 'sleep'> = {},
): Promise<ReadonlySet<string>> {
  const looks = new MissedLooks();
  for (;;) {
    const missed = await lookOnce(run, options);
    for (const folder of looks.doubtful) if (!missed.includes(folder)) looks.found(folder);
    for (const folder of missed) looks.miss(folder);
    if (looks.doubtful.length === 0)
      return new Set(missed.filter((folder) => looks.isForgotten(folder)));
    await wait(PAUSE, options.signal);
  }
}
