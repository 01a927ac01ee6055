import { describe, expect, it } from 'vitest';
import { dayOf, daysBefore, isDay } from '../../src/core/index.ts';

describe('dayOf()', () => {
  it('gives a day as it is, and of a point in time its day in UTC', () => {
    expect(dayOf('2026-02-28')).toBe('2026-02-28');
    expect(dayOf(new Date('2026-03-01T00:30:00+01:00'))).toBe('2026-02-28');
  });

  it('gives some day of the calendar where none is named', () => {
    expect(isDay(dayOf(undefined))).toBe(true);
  });

  it.each(['2026-02-29', '2026-13-01', '26-01-01', '2026-01-01T00:00', 'today', ''])(
    'refuses %j, which is no day',
    (text) => {
      expect(isDay(text)).toBe(false);
      expect(() => dayOf(text)).toThrow(
        expect.objectContaining({ code: 'INVALID_OPTION', option: 'asOf' }),
      );
    },
  );

  it('refuses a Date that is none, and what is no Date', () => {
    expect(() => dayOf(new Date('never'))).toThrow(/an invalid Date/);
    expect(() => dayOf(7 as unknown as Date)).toThrow(/asOf is/);
  });
});

describe('daysBefore()', () => {
  it('goes over months and leap days', () => {
    expect(daysBefore('2026-03-01', 1)).toBe('2026-02-28');
    expect(daysBefore('2028-03-01', 1)).toBe('2028-02-29');
    expect(daysBefore('2027-01-08', 90)).toBe('2026-10-10');
  });
});
