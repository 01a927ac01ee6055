import { InvalidOptionError } from './errors.ts';
import { describeValue, quote } from './quote.ts';

/** A day of the calendar in UTC, written `YYYY-MM-DD`; earlier days are smaller texts. */
export type Day = string;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MILLISECONDS = 86_400_000;

/**
 * Gives the day that models are judged by.
 *
 * Here alone is the clock read, for options that name no day; no rule reads it.
 *
 * @param asOf A day `YYYY-MM-DD`, or a point in time, whose day in UTC counts. Default: today.
 * @throws {InvalidOptionError} `INVALID_OPTION` for what is no day.
 */
export function dayOf(asOf: Date | Day | undefined): Day {
  if (typeof asOf === 'string') {
    if (isDay(asOf)) return asOf;
    throw noDay(quote(asOf));
  }
  const date = asOf ?? new Date();
  if (date instanceof Date && !Number.isNaN(date.getTime())) return textOf(date);
  throw noDay(date instanceof Date ? 'an invalid Date' : describeValue(date));
}

/** Tells whether a text is a day that is in the calendar. */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && textOf(date) === text;
}

/** The day so many days before another one. */
export function daysBefore(day: Day, days: number): Day {
  return textOf(new Date(Date.parse(day) - days * MILLISECONDS));
}

function textOf(date: Date): Day {
  return date.toISOString().slice(0, 10);
}

function noDay(received: string): InvalidOptionError {
  return new InvalidOptionError(`asOf is ${received}, and no day can be read from it`, {
    option: 'asOf',
    expected: 'a day such as 2026-11-28',
    received,
  });
}
