import { type Day, dayAt, isDay } from './day.ts';
import { InvalidOptionError } from './errors.ts';
import { describeValue, quote } from './text/quote.ts';

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
  if (date instanceof Date && !Number.isNaN(date.getTime())) return dayAt(date);
  throw noDay(date instanceof Date ? 'an invalid Date' : describeValue(date));
}

function noDay(received: string): InvalidOptionError {
  return new InvalidOptionError(`asOf is ${received}, and no day can be read from it`, {
    option: 'asOf',
    expected: 'a day such as 2026-11-28',
    received,
  });
}
