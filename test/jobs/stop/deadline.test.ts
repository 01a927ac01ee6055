import { afterEach, describe, expect, it, vi } from 'vitest';
import { jobStatuses } from '../../../src/dataset/index.ts';
import { readJob } from '../../../src/jobs/job/job-details.ts';
import { type Deadline, isOverdue, requireDeadline } from '../../../src/jobs/stop/deadline.ts';

const SUBMITTED = Date.parse('2026-11-29T10:00:00.750Z');
const HOUR = 3_600_000;
const deadline: Deadline = { afterSeconds: 6 * 3_600, then: 'stop' };

const seen = (status: string, hours: number) => ({
  job: readJob({ status: status as 'Scheduled', submitTime: new Date(SUBMITTED) }),
  repliedAt: SUBMITTED + hours * HOUR,
});

afterEach(() => vi.useRealTimers());

describe('isOverdue()', () => {
  it('is true of the statuses before a job is begun, and of no other', () => {
    const overdue = [...jobStatuses, 'Pondering'].filter((one) =>
      isOverdue(seen(one, 7), deadline),
    );

    expect(overdue).toEqual(['Submitted', 'Validating', 'Scheduled']);
  });

  it('counts from the submission, by the date of the reply', () => {
    expect(isOverdue(seen('Scheduled', 5.99), deadline)).toBe(false);
    expect(isOverdue(seen('Scheduled', 6), deadline)).toBe(true);
  });

  it.each([-1e9, 1e9])('compares no clock of this machine, which is off by %d s', (off) => {
    vi.useFakeTimers({ toFake: ['Date'], now: SUBMITTED + off * 1000 });

    expect(isOverdue(seen('Scheduled', 5), deadline)).toBe(false);
    expect(isOverdue(seen('Scheduled', 7), deadline)).toBe(true);
  });

  it('takes a reply without a date for one of this moment', () => {
    vi.useFakeTimers({ toFake: ['Date'], now: SUBMITTED + 7 * HOUR });
    const { job } = seen('Scheduled', 0);

    expect(isOverdue({ job }, deadline)).toBe(true);
  });

  it('is false of a job that has no time of submission', () => {
    const job = readJob({ status: 'Scheduled' });

    expect(isOverdue({ job, repliedAt: SUBMITTED }, deadline)).toBe(false);
  });
});

describe('requireDeadline()', () => {
  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 168 * 3_600 + 1])(
    'refuses %d seconds',
    (afterSeconds) => {
      expect(() => requireDeadline({ afterSeconds, then: 'stop' })).toThrow(
        expect.objectContaining({
          code: 'INVALID_OPTION',
          option: 'deadline.afterSeconds',
        }),
      );
    },
  );

  it('refuses another end than those there are', () => {
    const then = 'pray' as 'stop';

    expect(() => requireDeadline({ afterSeconds: 1, then })).toThrow('deadline.then is "pray"');
  });

  it('takes a week, and none', () => {
    const week: Deadline = { afterSeconds: 168 * 3_600, then: 'stop' };

    expect(requireDeadline(week)).toBe(week);
    expect(requireDeadline(undefined)).toBeUndefined();
  });
});
