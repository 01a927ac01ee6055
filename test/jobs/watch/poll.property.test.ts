import fc from 'fast-check';
import { expect, it } from 'vitest';
import { JobError } from '../../../src/core/index.ts';
import type { Unanswered } from '../../../src/jobs/watch/look-patience.ts';
import { poll, pollDelays } from '../../../src/jobs/watch/poll.ts';

const HOUR = 3_600_000;
const FEWEST_LOOKS = 5;
const GROWTH = 1.5;

const gone = () =>
  new JobError('JOB_REQUEST', 'no network', { operation: 'Get', isRetryable: true });

/** Which look ends the poll for want of an answer, by waits that were added up; undefined where none does. */
function givesUpAt(answers: readonly boolean[], delays: readonly number[]): number | undefined {
  let [looks, waited] = [0, 0];
  for (const [index, isAnswered] of answers.entries()) {
    if (looks > 0) waited += delays[index - 1] ?? 0;
    looks = isAnswered ? 0 : looks + 1;
    if (isAnswered) waited = 0;
    if (looks >= FEWEST_LOOKS && waited >= HOUR) return index;
  }
  return undefined;
}

const pace = fc
  .tuple(fc.integer({ min: 1, max: 3600 }), fc.integer({ min: 0, max: 3600 }))
  .map(([first, more]) => ({ first, most: first + more }));
/** Mostly in long stretches, as a network is there or gone. */
const stretches = fc
  .array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 90 })), { maxLength: 6 })
  .map((list) => list.flatMap(([isAnswered, looks]) => Array<boolean>(looks).fill(isAnswered)));

it('a poll keeps its pace, bears an hour of waits without an answer, and ends with the last look', async () => {
  await fc.assert(
    fc.asyncProperty(
      pace,
      stretches,
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      async (pollSeconds, stretch, jitter) => {
        const answers = [...stretch, true];
        const delays: number[] = [];
        const unanswered: Unanswered[] = [];
        const seen: number[] = [];
        let looks = 0;
        const sleep = async (milliseconds: number) => {
          delays.push(milliseconds);
        };
        const look = async () => {
          looks += 1;
          if (answers[looks - 1] !== true) throw gone();
          return looks;
        };
        const polling = poll(look, {
          isDone: (look) => look === answers.length,
          delays: pollDelays({ pollSeconds, sleep, random: () => jitter }),
          signal: undefined,
          onUnanswered: (one) => {
            unanswered.push(one);
            return undefined;
          },
        });
        const error = await (async () => {
          for await (const one of polling) seen.push(one);
        })().catch((reason: unknown) => reason);

        let delay = pollSeconds.first * 1000;
        for (const waited of delays) {
          expect(waited).toBeGreaterThanOrEqual(Math.floor(delay / 2));
          expect(waited).toBeLessThanOrEqual(Math.ceil(delay));
          delay = Math.min(pollSeconds.most * 1000, delay * GROWTH);
        }
        const end = givesUpAt(answers, delays);
        const taken = answers.slice(0, end ?? answers.length);
        expect(looks).toBe(end === undefined ? answers.length : end + 1);
        expect(seen).toEqual(taken.flatMap((isAnswered, index) => (isAnswered ? [index + 1] : [])));
        expect(unanswered).toHaveLength(taken.filter((isAnswered) => !isAnswered).length);
        if (end === undefined) expect(error).toBeUndefined();
        else expect(error).toMatchObject({ code: 'JOB_REQUEST', isRetryable: true });
      },
    ),
  );
});

it('a poll throws at once what cannot pass, and the reason of a signal', async () => {
  const wrong = new JobError('JOB_ACCESS_DENIED', 'no', { operation: 'Get' });
  const reason = new Error('enough');
  const pollTo = (error: unknown, signal?: AbortSignal) =>
    poll(() => Promise.reject(error as Error), {
      isDone: () => true,
      delays: pollDelays({ sleep: () => Promise.reject(new Error('nobody was to wait')) }),
      signal,
      onUnanswered: () => undefined,
    }).next();

  await expect(pollTo(wrong)).rejects.toBe(wrong);
  await expect(pollTo(gone(), AbortSignal.abort(reason))).rejects.toBe(reason);
});
