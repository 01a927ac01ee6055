import { describe, expect, it } from 'vitest';
import { EmulatorClock } from '../../../../src/emulator/bedrock/running/emulator-clock.ts';

const never = new AbortController().signal;
const START = Date.parse('2026-11-20T00:00:00Z');

function frozenClock(): EmulatorClock {
  return new EmulatorClock({ timeScale: 0, startsAt: START });
}

describe('EmulatorClock', () => {
  it('stands still at time scale 0', () => {
    const clock = frozenClock();

    expect(clock.now()).toBe(START);
  });

  it('wakes sleepers in the order of their times and shows each its time', async () => {
    const clock = frozenClock();
    const woken: [string, number][] = [];
    const sleep = (name: string, at: number) =>
      clock.spawn(async () => {
        await clock.until(START + at, never);
        woken.push([name, clock.now() - START]);
      });
    sleep('b', 200);
    sleep('a', 100);
    sleep('c', 500);

    await clock.advance(300);

    expect(woken).toEqual([
      ['a', 100],
      ['b', 200],
    ]);
    expect(clock.now()).toBe(START + 300);
  });

  it('lets work that woke go on within the same turn', async () => {
    const clock = frozenClock();
    let steps = 0;
    clock.spawn(async () => {
      for (let step = 1; step <= 10; step += 1) {
        await clock.until(START + step * 10, never);
        await new Promise((resolve) => setImmediate(resolve));
        steps += 1;
      }
    });

    await clock.advance(55);

    expect(steps).toBe(5);
  });

  it('wakes a sleeper whose signal is aborted, without moving', async () => {
    const clock = frozenClock();
    const alarm = new AbortController();
    let wokenAt = 0;
    clock.spawn(async () => {
      await clock.until(START + 1000, alarm.signal);
      wokenAt = clock.now();
    });

    alarm.abort();
    await clock.atRest();

    expect(wokenAt).toBe(START);
  });

  it('runs by the world at its scale', async () => {
    const clock = new EmulatorClock({ timeScale: 1_000_000, startsAt: START });
    let wokenAt = 0;
    clock.spawn(async () => {
      await clock.until(START + 3_600_000, never);
      wokenAt = clock.now();
    });

    await clock.close();

    expect(wokenAt).toBeGreaterThanOrEqual(START + 3_600_000);
  });

  it('takes turns one after the other', async () => {
    const clock = frozenClock();

    await Promise.all([clock.advance(10), clock.advance(20)]);

    expect(clock.now()).toBe(START + 30);
  });
});
