import {
  countOf,
  DEFAULT_TIMEOUT_HOURS,
  formatCount,
  LONGEST_TIMEOUT_HOURS,
  printable,
} from '../../core/index.ts';
import type { JobStatus, RecordCounts, Run } from '../../dataset/index.ts';
import type { RunRecords, Unanswered } from '../../jobs/index.ts';
import { toSecond } from './to-second.ts';

/** What is said of a job that Bedrock does not know any more. */
export const FORGOTTEN =
  'Bedrock does not know the job any more; bedrock-batch results reads what it wrote';

/** Writes how many records of a job are processed; nothing while Bedrock counts nothing. */
export function countsText(counts: RecordCounts | undefined): string {
  return counts === undefined || counts.total === 0 ? '' : recordsText(counts);
}

function recordsText({ processed, total, failed }: RunRecords): string {
  const failures = failed === 0 ? '' : `, ${formatCount(failed)} failed`;
  return `${formatCount(processed)} of ${formatCount(total)}${failures}`;
}

/** Says since when looks get no answer, and that they go on. */
export function unansweredText({ since, reason }: Unanswered): string {
  return `no answer since ${toSecond(since)}, looking again: ${reason}`;
}

/** Writes why a job failed: Bedrock's words, then what they are known to mean. */
export async function failureText(message: string | undefined): Promise<readonly string[]> {
  if (message === undefined) return [];
  const { explainFailure } = await import('../../jobs/index.ts');
  const causes = explainFailure(message).flatMap(({ cause, hint }) => [
    `  cause  ${cause}`,
    `  hint   ${hint}`,
  ]);
  return [`  Bedrock says: ${printable(message)}`, ...causes];
}

/** Says until when Bedrock lets jobs run, before they are asked for. */
export function timeoutText(hours: number | undefined): string {
  const why =
    hours === undefined
      ? `its default; --timeout-duration-in-hours ${LONGEST_TIMEOUT_HOURS} is the most`
      : 'as asked for';
  return `Bedrock ends a job ${hoursText(hours)} after it was submitted (${why}): records without an answer by then are unprocessed`;
}

const OVER: ReadonlyMap<string, string> = new Map<JobStatus, string>([
  ['Expired', 'before the job began, so its records are expired'],
  ['PartiallyCompleted', 'while the job processed records, so the rest of them is timed-out'],
]);

/** Says of jobs that were not stopped, and whose time at Bedrock was over, that it was that time. */
export function timeoutLines({ state }: Run): readonly string[] {
  return state.jobs.flatMap(({ folder, attempts }) => {
    const last = attempts.at(-1);
    const over = OVER.get(last?.seen?.status ?? '');
    if (last === undefined || over === undefined) return [];
    const { timeoutDurationInHours: hours } = last.request;
    const whose = hours === undefined ? 'its default' : 'as asked for';
    return [
      `${folder}: the ${hoursText(hours)} that Bedrock gives a job (${whose}) were over ${over}`,
    ];
  });
}

function hoursText(hours: number = DEFAULT_TIMEOUT_HOURS): string {
  return countOf(hours, 'hour');
}
