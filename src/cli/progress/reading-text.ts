import { countOf, formatCount, formatSize } from '../../core/index.ts';
import { waitingText } from '../texts/waiting-text.ts';
import { costSoFarText, jobsText, leftText, rateText } from './measure-text.ts';
import type { Reading } from './reading.ts';

/** The noun of what a stage counts; bytes have a form of their own. */
const NOUNS = { rows: 'row', records: 'record', jobs: 'job' } as const;

/** Writes how far a stage is, what matters most first: how much is done, how fast, how long it takes yet, jobs by status, cost so far. */
export function readingParts(reading: Reading): readonly string[] {
  const { rate, left, measure, unit, waitingSince } = reading;
  const pace = measure ?? { rate, left };
  const areJobs = measure === undefined && unit === 'jobs';
  return [
    ...amountParts(reading),
    ...(pace.rate === undefined || areJobs ? [] : [rateOf(pace.rate, unit)]),
    ...leftText(pace.left, measure?.statuses),
    ...jobParts(reading),
    ...(waitingSince === undefined ? [] : [waitingText(waitingSince)]),
  ];
}

/** Writes what a stage came to. */
export function readingSummary(reading: Reading): string {
  return [...amountParts(reading), ...jobParts(reading)].join(', ');
}

/** Says how much of it is done, from 0 to 1; undefined where nobody knows how much there is. */
export function shareDone({ done, total, measure }: Reading): number | undefined {
  const { done: part, total: all } = measure ?? { done, total };
  return part === undefined || all === undefined || all <= 0 ? undefined : Math.min(1, part / all);
}

/** What a log says at once where it changes: jobs by status, or how many were let in. */
export function readingKey({ done, measure, waitingSince }: Reading): string {
  if (measure !== undefined) return jobsText(measure.statuses);
  return waitingSince === undefined ? '' : `${waitingSince} ${done}`;
}

/** What there is to say of jobs says more than how many are asked for, or else where the stage is. */
function amountParts({ waitingSince, detail, ...reading }: Reading): readonly string[] {
  const { done, total, unit, measure } = reading;
  if (measure === undefined) {
    const more = detail === undefined || waitingSince !== undefined ? [] : [detail];
    return [...(done === undefined ? [] : [amountText(done, total, unit)]), ...more];
  }
  const failures = measure.failed === 0 ? [] : [`${formatCount(measure.failed)} failed`];
  return [amountText(measure.done, measure.total, 'records'), ...failures];
}

function jobParts({ measure, isLocal }: Reading): readonly string[] {
  if (measure === undefined) return [];
  const cost = measure.cost === undefined ? [] : costSoFarText(measure.cost, isLocal === true);
  return [jobsText(measure.statuses), ...cost];
}

function rateOf(rate: number, unit: Reading['unit']): string {
  return unit === 'bytes' ? `${formatSize(rate)}/s` : rateText(rate);
}

function amountText(done: number, total: number | undefined, unit: Reading['unit']): string {
  if (total === undefined) return countedText(done, unit);
  return `${unit === 'bytes' ? formatSize(done) : formatCount(done)} of ${countedText(total, unit)}`;
}

function countedText(value: number, unit: Reading['unit']): string {
  if (unit === undefined) return formatCount(value);
  return unit === 'bytes' ? formatSize(value) : countOf(value, NOUNS[unit]);
}
