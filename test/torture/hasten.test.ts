import timers from 'node:timers/promises';
import { expect, it } from 'vitest';
import { hasten } from './hasten.ts';

it('makes a pause of 9 seconds one of a moment, for whoever imported the timer before, and then no more', async () => {
  const { setTimeout: before } = timers;
  const named = await import('node:timers/promises');
  {
    using _ = hasten({ pauses: 9000 });
    await named.setTimeout(9000);
    await new Promise((resolve) => setTimeout(resolve, 9000));
  }

  expect(timers.setTimeout).toBe(before);
  expect(named.setTimeout).toBe(before);
});

it('is as patient as ever unless that is asked for', async () => {
  const ends = async (): Promise<boolean> => {
    const signal = AbortSignal.timeout(100_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    return signal.aborted;
  };
  const patient = hasten({ pauses: 10 });
  const isEndedEarly = await ends();
  patient[Symbol.dispose]();
  using _ = hasten({ pauses: 1, patience: 10_000 });

  expect(isEndedEarly).toBe(false);
  expect(await ends()).toBe(true);
});
