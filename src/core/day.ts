/** A day of the calendar in UTC, written `YYYY-MM-DD`; earlier days are smaller texts. */
export type Day = string;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MILLISECONDS = 86_400_000;

/** Tells whether a text is a day that is in the calendar. */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && dayAt(date) === text;
}

/** The day so many days before another one. */
export function daysBefore(day: Day, days: number): Day {
  return dayAt(new Date(Date.parse(day) - days * MILLISECONDS));
}

/** The day of a point in time. */
export function dayAt(date: Date): Day {
  return date.toISOString().slice(0, 10);
}
