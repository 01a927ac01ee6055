import { formatCount, InvalidOptionError } from '../../core/index.ts';

/** Source: Step Functions service quotas, "Maximum execution history size", which is a hard one of standard workflows. */
export const MOST_EVENTS = 25_000;

/**
 * Events of a turn: five of `advance` (entered, scheduled, started, succeeded, exited), and two each of the choice and the wait.
 *
 * Source: Step Functions API Reference, HistoryEvent.
 */
export const TURN_EVENTS = 9;

/**
 * Events of a turn where executions are woken: six more of `listen`, which is submitted too, in place of the wait, and two of the choice whether to listen.
 *
 * Source: as above.
 */
export const WOKEN_TURN_EVENTS = 15;

/** All other states are passed once, and have fewer; calls that are repeated have three each, and room for hundreds. */
export const OTHER_EVENTS = 2_500;

/**
 * Tells how many events an execution has at most that looks at its jobs as often as it can.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where the history has no room for them: Step Functions would end the execution in the middle.
 */
export function requireHistory(
  timeoutSeconds: number,
  pollSeconds: number,
  turnEvents: number = TURN_EVENTS,
): number {
  const turns = Math.ceil(timeoutSeconds / pollSeconds);
  const events = turns * turnEvents + OTHER_EVENTS;
  if (events <= MOST_EVENTS) return events;
  const least = Math.ceil((timeoutSeconds * turnEvents) / (MOST_EVENTS - OTHER_EVENTS));
  throw new InvalidOptionError(
    `A poll every ${formatCount(pollSeconds)} s for ${formatCount(timeoutSeconds)} s has up to ${formatCount(events)} events, and the history of an execution has room for ${formatCount(MOST_EVENTS)}`,
    {
      option: 'poll',
      expected: `${formatCount(least)} s or more`,
      received: `${formatCount(pollSeconds)} s`,
      hint: `Let poll be ${formatCount(least)} s or more, or timeout shorter: an execution that is started again with the same input goes on`,
    },
  );
}

/**
 * Tells of how many jobs at most each may wake an execution, as often as it may be asked for, besides the turns of the poll.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION` where the history has no room for the poll alone.
 */
export function jobsThatWake(
  timeoutSeconds: number,
  pollSeconds: number,
  mostAttempts: number,
): number {
  const left = MOST_EVENTS - requireHistory(timeoutSeconds, pollSeconds, WOKEN_TURN_EVENTS);
  return Math.floor(left / WOKEN_TURN_EVENTS / mostAttempts);
}
