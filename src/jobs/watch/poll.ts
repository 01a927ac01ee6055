import { InvalidOptionError } from '../../core/index.ts';
import { Backoff, type Waiting } from '../bedrock/backoff.ts';
import { LookPatience, type Unanswered } from './look-patience.ts';

/** How often a job or a run is looked at; each wait takes from half of its time to all of it. */
export interface PollSeconds {
  /** Before the second look; every further wait is half as long again, up to the most. Default 10. */
  readonly first: number;
  /** Most between two looks, a day or less. Default 60. */
  readonly most: number;
}

/** How a poll waits between two looks. */
export interface PollOptions extends Waiting {
  readonly pollSeconds?: PollSeconds | undefined;
}

const DEFAULT_POLL: PollSeconds = { first: 10, most: 60 };
const FACTOR = 1.5;
/** A timer cannot wait for more than 24 days, and then would not wait at all. */
const LONGEST = 86_400;

/**
 * Makes the delays between looks: they grow, with jitter.
 *
 * @param usual What holds where the options say nothing.
 * @throws {InvalidOptionError} `INVALID_OPTION` for delays that are not positive, or longer than a day.
 */
export function pollDelays(options: PollOptions, usual: PollSeconds = DEFAULT_POLL): Backoff {
  return new Backoff(requireDelays(options.pollSeconds ?? usual), options);
}

/** What ends a poll, what goes on without an answer, and how long it waits before each further look. */
export interface Polling<Seen> {
  readonly isDone: (seen: Seen) => boolean;
  readonly delays: Backoff;
  readonly signal: AbortSignal | undefined;
  /** Gives what is still known after a look without an answer; undefined where that is nothing. */
  readonly onUnanswered: (unanswered: Unanswered) => Seen | undefined;
}

/**
 * Looks at once, and then again and again until what is seen is done; yields what each look saw.
 *
 * Looks without an answer are borne as {@link LookPatience} says.
 */
export async function* poll<Seen>(
  look: () => Promise<Seen>,
  { isDone, delays, signal, onUnanswered }: Polling<Seen>,
): AsyncGenerator<Seen, void, undefined> {
  const patience = new LookPatience();
  const tryToLook = async (): Promise<Seen | undefined> => {
    try {
      const seen = await look();
      patience.answered();
      return seen;
    } catch (error) {
      signal?.throwIfAborted();
      return onUnanswered(patience.failed(error));
    }
  };
  for (;;) {
    const seen = await tryToLook();
    if (seen !== undefined) yield seen;
    if (seen !== undefined && isDone(seen)) return;
    patience.waited(await delays.wait(signal));
  }
}

function requireDelays({ first, most }: PollSeconds) {
  const isPossible = first > 0 && most >= first && most <= LONGEST;
  if (isPossible) return { first: first * 1000, most: most * 1000, factor: FACTOR };
  throw new InvalidOptionError(
    `pollSeconds is ${first} s first and ${most} s at most, and a wait has to be longer than 0 s, no longer than the most, and that a day or less`,
    {
      option: 'pollSeconds',
      expected: `0 < first <= most <= ${LONGEST}`,
      received: `first ${first}, most ${most}`,
    },
  );
}
