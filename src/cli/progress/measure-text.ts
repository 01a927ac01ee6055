import { formatCount, formatDollars, formatDuration, type TimeLeft } from '../../core/index.ts';
import { endedStatuses } from '../../dataset/lean.ts';
import type { CostSoFar, JobsAtStatus } from '../../jobs/index.ts';
import { statusText } from '../texts/status-text.ts';

const PER_MINUTE = 60;
const PER_HOUR = 3_600;
/** From so many a second on they are told by the second. */
const MANY = 10;

/** Writes how many are done in a time of which that is a number to read: `310/min`. */
export function rateText(perSecond: number): string {
  if (perSecond >= MANY) return `${formatCount(Math.round(perSecond))}/s`;
  const isByMinute = perSecond === 0 || perSecond * PER_MINUTE >= 1;
  const amount = perSecond * (isByMinute ? PER_MINUTE : PER_HOUR);
  const rounded = amount >= MANY ? Math.round(amount) : Number(amount.toPrecision(2));
  return `${formatCount(rounded)}/${isByMinute ? 'min' : 'h'}`;
}

/**
 * Writes how long something takes yet, with its doubt: `2 h to 3 h left`, `over 40 min left (5 h at this rate)` where nobody knows the most.
 *
 * @param statuses Of jobs, of which none may be open any more.
 */
export function leftText(
  left: TimeLeft | undefined,
  statuses: readonly JobsAtStatus[] | undefined,
): readonly string[] {
  if (left === undefined) return statuses?.some(isOpen) === true ? ['time left unknown'] : [];
  const [low, likely] = [formatDuration(left.low), formatDuration(left.likely)];
  if (left.high === undefined) {
    const atThisRate = low === likely ? '' : ` (${likely} at this rate)`;
    return [`over ${low} left${atThisRate}`];
  }
  const high = formatDuration(left.high);
  return [low === high ? `about ${high} left` : `${low} to ${high} left`];
}

const ENDED: ReadonlySet<string> = new Set(endedStatuses);

function isOpen({ status = '', unsubmitted, forgotten }: JobsAtStatus): boolean {
  return unsubmitted !== true && forgotten !== true && !ENDED.has(status);
}

/** Writes how many jobs are where: `3 Completed, 12 InProgress, 5 Scheduled`. */
export function jobsText(statuses: readonly JobsAtStatus[]): string {
  return statuses.map((at) => `${formatCount(at.jobs)} ${whereText(at)}`).join(', ');
}

function whereText({ status, unsubmitted, forgotten, stopAsked }: JobsAtStatus): string {
  if (forgotten === true) return 'forgotten by Bedrock';
  if (unsubmitted === true) return 'not submitted';
  const seen = status === undefined ? 'not seen yet' : statusText(status);
  return stopAsked === true ? `${seen} at its deadline` : seen;
}

/** Writes what processed records have cost; nothing while none is. */
export function costSoFarText(
  { low, high, isEstimated }: CostSoFar,
  isLocal: boolean,
): readonly string[] {
  if (high === 0) return [];
  const [from, to] = [
    `$${formatDollars(low)}`,
    high === undefined ? undefined : `$${formatDollars(high)}`,
  ];
  const range = from === to ? from : `${from} to ${to}`;
  const amount = to === undefined ? `over ${from}` : `${isEstimated ? 'about ' : ''}${range}`;
  return [isLocal ? `would have cost ${amount}` : `${amount} so far`];
}
