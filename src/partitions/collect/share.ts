import { formatCount, InvalidOptionError, quote } from '../../core/index.ts';
import { collectedFolder, type DatasetJob, type Run } from '../../dataset/index.ts';

const MOST_SHARES = 100_000;
const DIGITS = 5;
const SUMS = /^(\d{5,})-of-(\d{5,})\.json$/;

/** A share of the jobs of a run. */
export interface Share {
  /** Which one, counted from 0. */
  readonly index: number;
  /** How many there are. */
  readonly of: number;
  /** Jobs one behind the other; none where there are more shares than jobs. */
  readonly jobs: readonly DatasetJob[];
  /** Whether it is the last one, which has the rows that the build set aside too. */
  readonly isLast: boolean;
}

/**
 * Gives a share of the jobs of a run: together all shares have each job once, in their order.
 *
 * @param of How many shares; undefined makes one of each job.
 * @throws {InvalidOptionError} `INVALID_OPTION` where there is no such share.
 */
export function shareOf(run: Run, index: number, asked: number | undefined): Share {
  const of = sharesOf(run, asked);
  if (!Number.isSafeInteger(index) || index < 0 || index >= of) throw noShare(index, of);
  const { jobs } = run.dataset.manifest;
  const at = (share: number) => Math.floor((share * jobs.length) / of);
  return { index, of, jobs: jobs.slice(at(index), at(index + 1)), isLast: index === of - 1 };
}

/** Tells how many shares there are. @throws {InvalidOptionError} `INVALID_OPTION` where there cannot be as many. */
export function sharesOf({ dataset }: Run, asked: number | undefined): number {
  const of = asked ?? dataset.manifest.jobs.length;
  if (Number.isSafeInteger(of) && of >= 1 && of <= MOST_SHARES) return of;
  throw new InvalidOptionError(`There cannot be ${quote(String(of))} shares`, {
    option: 'of',
    expected: `a whole number from 1 to ${formatCount(MOST_SHARES)}`,
    received: String(of),
  });
}

/** Path of a share below the dataset, without its ending: `runs/main/collected/00003-of-00010`. */
export function sharePath(run: string, { index, of }: Pick<Share, 'index' | 'of'>): string {
  return `${collectedFolder(run)}/${padded(index)}-of-${padded(of)}`;
}

/** The share whose sums a file has, among so many; undefined where it is none. */
export function sumsOfShare(name: string, of: number): number | undefined {
  const [, index, all] = SUMS.exec(name) ?? [];
  return index === undefined || Number(all) !== of ? undefined : Number(index);
}

function padded(number: number): string {
  return String(number).padStart(DIGITS, '0');
}

function noShare(index: number, of: number): InvalidOptionError {
  return new InvalidOptionError(
    `There is no share ${String(index)}: there are ${formatCount(of)}, counted from 0`,
    {
      option: 'index',
      expected: `a whole number from 0 to ${formatCount(of - 1)}`,
      received: String(index),
      hint: 'Give the number of tasks as --of, and let the engine count from 0, as in --array=0-9 for 10 of them',
    },
  );
}
