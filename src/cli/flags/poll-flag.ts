import type { Command } from 'commander';
import type { PollSeconds } from '../../jobs/index.ts';
import { wholeNumber } from '../session/usage-error.ts';

/** Flag that says how often jobs are looked at. */
export interface PollFlag {
  readonly pollSeconds?: number | undefined;
}

const LONGEST = 3600;

/**
 * Adds the flag that says how often jobs are looked at.
 *
 * @param usual Seconds before the second look where it is not given.
 */
export function addPollFlag(command: Command, usual: string): Command {
  return command.option(
    '--poll-seconds <seconds>',
    `most seconds between two looks at the jobs, 1 to ${LONGEST}; default: ${usual} at first, growing to 60`,
    wholeNumber(1, LONGEST),
  );
}

/** Gives the library's option: a pace that does not grow. */
export function pollSecondsOf({ pollSeconds }: PollFlag): PollSeconds | undefined {
  return pollSeconds === undefined ? undefined : { first: pollSeconds, most: pollSeconds };
}
