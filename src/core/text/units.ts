/** Between two digits before the point, with a multiple of three digits behind. */
const THOUSANDS = /(?<!\.\d*)\B(?=(?:\d{3})+(?:\.|$))/g;

/**
 * Formats a whole number with thousands separators: `50,001`.
 *
 * Without `Intl`, whose first number costs more time and memory than the rest of a short command.
 */
export function formatCount(value: number): string {
  return String(value).replace(THOUSANDS, ',');
}

/** Formats a number with its noun in the right number: `1 record`, `2 records`. */
export function countOf(value: number, singular: string, plural: string = `${singular}s`): string {
  return `${formatCount(value)} ${value === 1 ? singular : plural}`;
}

/** Formats bytes exactly, as messages about quotas need it: `1,000,000,001 bytes`. */
export function formatBytes(bytes: number): string {
  return countOf(bytes, 'byte');
}

/** Formats dollars: to the cent from a cent on, by two digits below: `1,234.50`, `0.0012`. */
export function formatDollars(amount: number): string {
  if (amount < 0.01) return formatDecimal(Number(amount.toPrecision(2)));
  return formatCount(Number(amount.toFixed(2))).replace(/\.\d$/, '$&0');
}

/** Formats a number without the dust of binary fractions: `0.1595`. */
export function formatDecimal(amount: number): string {
  return String(Number(amount.toPrecision(6)));
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Formats bytes for people, in powers of 1,000: `1.4 MB`. */
export function formatSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${BYTE_UNITS[unit]}`;
}

/** Formats a duration given in milliseconds: `0.4 s`, `83 s`. */
export function formatSeconds(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
const LONGEST_DAYS = 999;

/** Formats a duration for people, in seconds, without more digits than matter: `40 s`, `12 min`, `2 h 10 min`, `14 h`, `3.5 days`. */
export function formatDuration(seconds: number): string {
  if (seconds < 2 * MINUTE) return `${Math.round(seconds)} s`;
  if (seconds < 2 * HOUR) return `${Math.round(seconds / MINUTE)} min`;
  if (seconds < 10 * HOUR) {
    const minutes = Math.round(seconds / MINUTE);
    const rest = minutes % MINUTE;
    return `${Math.floor(minutes / MINUTE)} h${rest === 0 ? '' : ` ${rest} min`}`;
  }
  if (seconds < 2 * DAY) return `${Math.round(seconds / HOUR)} h`;
  const days = Number((seconds / DAY).toFixed(seconds < 10 * DAY ? 1 : 0));
  return days > LONGEST_DAYS ? `more than ${LONGEST_DAYS} days` : countOf(days, 'day');
}
