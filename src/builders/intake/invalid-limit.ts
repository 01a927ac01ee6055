import { InvalidOptionError } from '../../core/index.ts';

/** How many rows: a number, or a share of all, such as `1%`. */
export type InvalidLimit = number | `${number}%`;

/** What to do with rows that cannot become a valid record. */
export interface InvalidRowOptions {
  /**
   * What to do with a row that has a diagnostic of severity error: end the build, or set the row aside, so that its outcome is
   * `rejected`. Default `error`.
   */
  readonly onInvalid?: 'error' | 'skip' | undefined;
  /** Most rows that may be set aside, as a number or a share of all rows; only with `onInvalid: 'skip'`. Default `50%`. */
  readonly maxInvalid?: InvalidLimit | undefined;
}

/** More than half of the rows are no exceptions: something is wrong with the template, the model or the file. */
const USUAL_LIMIT = '50%';

const PERCENT = /^(\d+(?:\.\d+)?)%$/;

/**
 * Gives how many rows may be set aside; undefined where none may.
 *
 * @throws {InvalidOptionError} `INVALID_OPTION`.
 */
export function invalidLimit(options: InvalidRowOptions): InvalidLimit | undefined {
  const { onInvalid = 'error', maxInvalid } = options;
  if (onInvalid !== 'error' && onInvalid !== 'skip')
    throw notTaken('onInvalid', 'error or skip', onInvalid);
  if (maxInvalid !== undefined && !isLimit(maxInvalid))
    throw notTaken('maxInvalid', 'a whole number from 0 on, or a share such as 1%', maxInvalid);
  if (onInvalid === 'skip') return maxInvalid ?? USUAL_LIMIT;
  if (maxInvalid === undefined) return undefined;
  throw new InvalidOptionError('No row is set aside, so there is nothing to bound', {
    option: 'maxInvalid',
    expected: 'onInvalid: skip beside it',
    hint: 'Set invalid rows aside with onInvalid, or leave out maxInvalid',
  });
}

/** Tells whether more rows were set aside than may be. */
export function isOverLimit(limit: InvalidLimit, rejected: number, rows: number): boolean {
  if (typeof limit === 'number') return rejected > limit;
  return rejected * 100 > Number(limit.slice(0, -1)) * rows;
}

function isLimit(limit: unknown): boolean {
  if (typeof limit === 'number') return Number.isSafeInteger(limit) && limit >= 0;
  const percent = typeof limit === 'string' ? PERCENT.exec(limit)?.[1] : undefined;
  return percent !== undefined && Number(percent) <= 100;
}

function notTaken(option: string, expected: string, received: unknown): InvalidOptionError {
  return new InvalidOptionError(`The option ${option} has a value that it does not take`, {
    option,
    expected,
    received: String(received),
  });
}
