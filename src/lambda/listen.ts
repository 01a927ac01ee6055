import { requireOption } from '../core/index.ts';
import { listeningFolder, requireRunName, sha256 } from '../dataset/index.ts';
import { withHome } from '../partitions/index.ts';
import { asStep } from './step-error.ts';
import { type Members, requireEvent, type StepEvent } from './step-event.ts';

/** Event of {@link listen}. Plain JSON. */
export interface ListenEvent extends StepEvent {
  /** Token of the task that waits: `$$.Task.Token`. */
  readonly token: string;
  /** Name of the run. Default `main`. */
  readonly run?: string | undefined;
}

/** What {@link listen} gives. Plain JSON. */
export interface Listening {
  readonly out: string;
}

const MEMBERS: Members<ListenEvent> = { out: true, token: true, run: true };

/**
 * Keeps the token of a task that waits for a job of a run to end, where {@link wake} finds it; a Lambda handler.
 *
 * A job may end before the token is there, and an event may get lost: let the task time out, and look then.
 *
 * @throws {RepeatableStepError} where a repeated call may succeed, {@link StepError} where not.
 */
export function listen(event: ListenEvent): Promise<Listening> {
  return asStep(async () => {
    const { out, token, run = 'main' } = requireEvent(event, MEMBERS);
    requireOption(typeof token === 'string' && token !== '', {
      option: 'token',
      value: token,
      expected: 'the token of a task',
    });
    const path = `${listeningFolder(requireRunName(run))}/${sha256(token)}.txt`;
    return withHome(out, {}, async (home) => {
      await home.create(path, token);
      return { out };
    });
  });
}
