import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Backoff, sleep } from '../../../src/jobs/bedrock/backoff.ts';
import { noSleep } from '../fixture.ts';

describe('Backoff', () => {
  it('grows up to its most and starts again after a reset', async () => {
    const { delays, ...waiting } = noSleep();
    const backoff = new Backoff({ first: 100, most: 350 }, waiting);

    for (let wait = 0; wait < 4; wait += 1) await backoff.wait(undefined);
    backoff.reset();
    await backoff.wait(undefined);

    expect(delays).toEqual([100, 200, 350, 350, 100]);
  });

  it('always waits between half of the delay and all of it', async () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(shares, fc.integer({ min: 2, max: 10_000 }), async (random, first) => {
        const { delays, sleep: none } = noSleep();
        const left = [...random];
        const backoff = new Backoff(
          { first, most: first * 4 },
          { sleep: none, random: () => left.shift() ?? 0 },
        );

        for (const [turn] of random.entries()) {
          await backoff.wait(undefined);
          const delay = Math.min(first * 4, first * 2 ** turn);
          expect(delays[turn]).toBeGreaterThanOrEqual(Math.round(delay / 2));
          expect(delays[turn]).toBeLessThanOrEqual(delay);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('rejects with the reason of the signal, untouched', async () => {
    const reason = new Error('enough');
    const backoff = new Backoff({ first: 1_000_000, most: 1_000_000 });

    await expect(backoff.wait(AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

describe('sleep()', () => {
  it('ends with the reason of the signal while it waits', async () => {
    const controller = new AbortController();
    const sleeping = sleep(1_000_000, controller.signal);
    const reason = new Error('enough');

    controller.abort(reason);

    await expect(sleeping).rejects.toBe(reason);
  });
});
