import { countOf, formatCount, quote } from '../../core/index.ts';
import type { RetryCause } from '../../results/index.ts';
import type { BegunRound, LeftRecords, RetryReport } from '../../run/index.ts';
import { labelledLines } from '../terminal/labelled-lines.ts';
import { attemptLines, endLines, paddingLine, unusedLine } from './outcome-text.ts';
import { runJson } from './run-json.ts';

/** Writes why records are tried again: `12 failed (503), 3 unprocessed (expired)`. */
function causesText(causes: readonly RetryCause[], of: 'records' | 'exhausted'): string {
  return causes
    .filter((cause) => cause[of] > 0)
    .map(({ status, why, [of]: count }) => {
      const because = why === undefined ? '' : ` (${quote(why, 60).slice(1, -1)})`;
      return `${formatCount(count)} ${status}${because}`;
    })
    .join(', ');
}

/** Says what a round asks again. */
export function roundText({ round, dataset, causes, asked }: BegunRound): string {
  const { records, padding, jobs, repeats } = dataset.manifest;
  const count = countOf(records - padding.length, 'record');
  const how =
    asked === undefined
      ? `in ${countOf(jobs.length, 'job')}`
      : 'on demand, at twice the price of batch inference where the model has both';
  const why = causes.length === 0 ? 'gone on with' : causesText(causes, 'records');
  const shared =
    repeats === undefined ? '' : `, whose answers ${countOf(repeats.count, 'row')} more share`;
  const padded =
    padding.length === 0 ? '' : `, and ${countOf(padding.length, 'record')} of padding`;
  return `round ${round}: ${count} ${how}${padded}${shared}; ${why}`;
}

/** Says which records are left, and what is to do about them. */
export function leftText({ records, why, causes }: LeftRecords): string {
  const are = `${countOf(records, 'record')} ${records === 1 ? 'is' : 'are'}`;
  const exhausted = causesText(causes, 'exhausted');
  switch (why) {
    case 'attempts':
      return `${are} still worth trying again (${exhausted}), and asked as often as --max-attempts allows`;
    case 'minimum':
      return `${are} left to a later retry (${causesText(causes, 'records')}): a job needs more`;
    case 'job-failed':
      return `${are} unprocessed: a job ended before it processed anything; mend why, and run the same command again`;
  }
}

/** Writes what a run came to with all that was tried again. */
export function retryLines({ totals, left }: RetryReport): readonly string[] {
  const { records, repeats } = totals;
  return labelledLines([
    ['records', countOf(records, repeats > 0 ? 'row' : 'record')],
    ...endLines(totals),
    totals.retries === undefined ? ['retries', 'nothing was tried again'] : undefined,
    ...attemptLines(totals),
    paddingLine(totals),
    unusedLine(totals),
    left === undefined ? undefined : ['left', leftText(left)],
  ]);
}

/** What `--json` says of a retry. */
export function retryJson({
  run,
  totals,
  rounds,
  left,
  outcomes,
}: RetryReport): Readonly<Record<string, unknown>> {
  return {
    ...runJson(run),
    dataset: run.dataset.folder,
    totals,
    rounds,
    left: left ?? null,
    outcomes,
  };
}

/** What a round is, for `--dry-run`. */
export function roundJson({
  round,
  dataset,
  causes,
  asked,
}: BegunRound): Readonly<Record<string, unknown>> {
  const { records, padding, jobs } = dataset.manifest;
  return {
    round,
    dataset: dataset.folder,
    records: records - padding.length,
    padding: padding.length,
    jobs: asked === undefined ? jobs.length : 0,
    ...(asked === undefined ? {} : { asked }),
    causes,
  };
}
