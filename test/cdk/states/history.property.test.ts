import { Duration } from 'aws-cdk-lib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  jobsThatWake,
  MOST_EVENTS,
  OTHER_EVENTS,
  requireHistory,
  TURN_EVENTS,
  WOKEN_TURN_EVENTS,
} from '../../../src/cdk/states/history.ts';
import { type Definition, type State, Synthesised, usualProps } from '../synthesised.ts';

/** Events that a state has each time it is passed: entered and exited, and of a task its call between them, of a map its run. */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  Choice: ['ChoiceStateEntered', 'ChoiceStateExited'],
  Wait: ['WaitStateEntered', 'WaitStateExited'],
  Succeed: ['SucceedStateEntered', 'SucceedStateExited'],
  Task: ['TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited'],
  Map: ['MapStateEntered', 'MapRunStarted', 'MapRunSucceeded', 'MapStateExited'],
};

const DAY = 86_400;
const HOUR = 3_600;

const eventsOf = (state: State | undefined) => EVENTS[state?.Type ?? '']?.length ?? Number.NaN;

/** The states from one to itself again, by the way that is not out of the loop. */
function turnFrom({ States }: Definition, start: string): readonly string[] {
  const passed: string[] = [];
  let name: string | undefined = start;
  while (name !== undefined && !passed.includes(name)) {
    passed.push(name);
    name = States[name]?.Next ?? States[name]?.Default;
  }
  return passed;
}

describe('the history of an execution', () => {
  it('has nine events a turn, and room for the 168 hours of a job at a look every five minutes', () => {
    const { definition } = new Synthesised();
    const turn = turnFrom(definition, 'Advance');
    const others = Object.entries(definition.States).filter(([name]) => !turn.includes(name));

    expect(turn).toEqual(['Advance', 'AllEnded', 'Wait']);
    const events = turn.reduce((sum, name) => sum + eventsOf(definition.States[name]), 0);
    expect(events).toBe(TURN_EVENTS);
    expect(events).toBe(9);
    const once = others
      .filter(([, { Type }]) => Type !== 'Fail')
      .reduce((sum, [, state]) => sum + eventsOf(state), 2);
    // what is left is for calls that are repeated, three events each
    expect(once + 3 * 800).toBeLessThanOrEqual(OTHER_EVENTS);
    expect(definition.States['Wait']?.Seconds).toBe(300);
    expect((168 * HOUR * events) / 300).toBe(18_144);
    expect(definition.TimeoutSeconds).toBe(8 * DAY);
    expect(requireHistory(8 * DAY, 300)).toBe(23_236);
  });

  it('has room for the turns of a poll and for every job that may wake it', () => {
    const { definition } = new Synthesised((stack) => ({ ...usualProps(stack), wake: true }));
    const { Advance, AllEnded, FewJobs } = definition.States;
    // a task that waits for a token is submitted besides
    const events = [Advance, AllEnded, FewJobs].reduce((sum, state) => sum + eventsOf(state), 6);
    const jobs = jobsThatWake(8 * DAY, HOUR, 3);

    expect(events).toBe(WOKEN_TURN_EVENTS);
    expect(jobs).toBe(436);
    expect((8 * 24 + 3 * jobs) * events + OTHER_EVENTS).toBeLessThanOrEqual(MOST_EVENTS);
    expect((8 * 24 + 3 * (jobs + 1)) * events + OTHER_EVENTS).toBeGreaterThan(MOST_EVENTS);
  });

  it('ends an execution before it is full', () => {
    const { definition } = new Synthesised((stack) => ({
      ...usualProps(stack),
      ...{ poll: Duration.minutes(20), timeout: Duration.days(30) },
    }));

    expect(definition.TimeoutSeconds).toBe(30 * DAY);
    expect(definition.States['Wait']?.Seconds).toBe(1_200);
  });

  it('is never longer than there is room, and the poll that a refusal names is taken', () => {
    const seconds = fc.integer({ min: 60, max: 365 * DAY });
    fc.assert(
      fc.property(seconds, fc.integer({ min: 1, max: DAY }), (timeout, poll) => {
        const named = pollNamed(timeout, poll);
        if (named === undefined) {
          expect(Math.ceil(timeout / poll) * 9 + OTHER_EVENTS).toBeLessThanOrEqual(MOST_EVENTS);
          return;
        }
        expect(named).toBeGreaterThan(poll);
        expect(pollNamed(timeout, named)).toBeUndefined();
      }),
    );
  });
});

/** The poll that a refusal names; undefined where the given one is taken. */
function pollNamed(timeout: number, poll: number): number | undefined {
  try {
    requireHistory(timeout, poll);
    return undefined;
  } catch (error) {
    const { expected } = error as { readonly expected: string };
    return Number(expected.replaceAll(/[^\d]/g, ''));
  }
}
