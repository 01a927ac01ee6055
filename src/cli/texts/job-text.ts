import { formatCount, printable } from '../../core/index.ts';
import type { RecordCounts } from '../../dataset/index.ts';
import type { RunRecords, RunSnapshot, Unanswered } from '../../jobs/index.ts';
import { statusText } from './status-text.ts';
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

/** Writes what the jobs of a run are doing: how many are in each status, and their records. */
export function snapshotText({ jobs, records, unanswered }: RunSnapshot): string {
  if (unanswered !== undefined) return unansweredText(unanswered);
  const byStatus = new Map<string, number>();
  for (const { status, forgotten, stopAsked } of jobs) {
    const seen = status === undefined ? 'not seen yet' : statusText(status);
    const known = stopAsked === undefined ? seen : `${seen} at its deadline`;
    const text = forgotten === true ? 'forgotten by Bedrock' : known;
    byStatus.set(text, (byStatus.get(text) ?? 0) + 1);
  }
  const statuses = [...byStatus].map(([text, count]) => `${formatCount(count)} ${text}`);
  return `${statuses.join(', ')}; records ${recordsText(records)}`;
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
