import { InvalidOptionError, quote } from '../../core/index.ts';
import type { QuotaName } from './quotas.ts';

/**
 * How the command line and error messages spell each quota: `--quota records-per-file=10000`.
 */
export const quotaOptionNames: Readonly<Record<QuotaName, string>> = Object.freeze({
  recordsPerFile: 'records-per-file',
  recordsPerJob: 'records-per-job',
  minRecordsPerJob: 'min-records-per-job',
  fileBytes: 'file-bytes',
  jobBytes: 'job-bytes',
  recordBytes: 'record-bytes',
  concurrentJobs: 'concurrent-jobs',
});

/** All quotas, in the order of the command line. */
export const quotaNames: readonly QuotaName[] = Object.freeze(
  Object.keys(quotaOptionNames) as QuotaName[],
);

/** Smallest value a quota may be set to: only the minimum may be switched off. */
export function smallestQuota(name: QuotaName): number {
  return name === 'minRecordsPerJob' ? 0 : 1;
}

/**
 * Reads one `--quota` argument into the quota it names and its value.
 *
 * @param text `NAME=VALUE`: a name of {@link quotaOptionNames} and a whole number in digits, in the quota's own unit.
 * @returns The quota's name in {@link Quotas} and the value; bytes for the quotas that end in `-bytes`.
 * @throws {InvalidOptionError} `INVALID_OPTION` when the name is unknown or the value is no whole number in range.
 */
export function parseQuotaOption(text: string): [QuotaName, number] {
  const equals = text.indexOf('=');
  if (equals < 0) throw wrongForm(text);
  const option = text.slice(0, equals);
  const name = quotaNames.find((candidate) => quotaOptionNames[candidate] === option);
  if (name === undefined) throw unknownQuota(option);
  const digits = text.slice(equals + 1);
  const value = /^[0-9]+$/.test(digits) ? Number(digits) : Number.NaN;
  if (!isQuotaValue(name, value)) throw wrongQuotaValue(name, quote(digits));
  return [name, value];
}

/** Tells whether a quota may be set to a value. */
export function isQuotaValue(name: QuotaName, value: number): boolean {
  return Number.isSafeInteger(value) && value >= smallestQuota(name);
}

/** The error for a value that a quota cannot have; `received` is already fit for a message. */
export function wrongQuotaValue(name: QuotaName, received: string): InvalidOptionError {
  const option = quotaOptionNames[name];
  const expected = `a whole number >= ${smallestQuota(name)}`;
  return new InvalidOptionError(`Quota ${option} is ${received}, and a quota is ${expected}`, {
    option,
    expected,
    received,
    hint: `Give ${option} ${expected} in digits`,
  });
}

/** The error for a quota that does not exist. */
export function unknownQuota(name: string): InvalidOptionError {
  const names = Object.values(quotaOptionNames).join(', ');
  return new InvalidOptionError(`There is no quota ${quote(name)}`, {
    option: 'quota',
    expected: `one of ${names}`,
    received: quote(name),
    hint: `Use one of ${names}`,
  });
}

function wrongForm(text: string): InvalidOptionError {
  return new InvalidOptionError(`Quota ${quote(text)} has no "=" between name and value`, {
    option: 'quota',
    expected: 'NAME=VALUE',
    received: quote(text),
    hint: 'Write it as NAME=VALUE, such as records-per-file=10000',
  });
}
