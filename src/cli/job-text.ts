import { formatCount, printable } from '../core/index.ts';
import type { RecordCounts } from '../dataset/index.ts';
import type { JobSnapshot, RunSnapshot } from '../jobs/index.ts';
import { statusText } from './job-statuses.ts';

/** Writes how many records of a job are processed; nothing while Bedrock counts nothing. */
export function countsText(counts: RecordCounts | undefined): string {
  if (counts === undefined || counts.total === 0) return '';
  const { processed, total, failed } = counts;
  const failures = failed === 0 ? '' : `, ${formatCount(failed)} failed`;
  return `${formatCount(processed)} of ${formatCount(total)}${failures}`;
}

/** Writes what the jobs of a run are doing: how many are in each status, and their records. */
export function snapshotText({ jobs }: RunSnapshot): string {
  const byStatus = new Map<string, number>();
  for (const { status } of jobs) {
    const text = status === undefined ? 'not seen yet' : statusText(status);
    byStatus.set(text, (byStatus.get(text) ?? 0) + 1);
  }
  const statuses = [...byStatus].map(([text, count]) => `${formatCount(count)} ${text}`);
  const counts = countsText(sumCounts(jobs));
  return `${statuses.join(', ')}${counts === '' ? '' : `; records ${counts}`}`;
}

function sumCounts(jobs: readonly JobSnapshot[]): RecordCounts {
  const sum = { total: 0, processed: 0, succeeded: 0, failed: 0 };
  for (const { counts } of jobs) {
    sum.total += counts?.total ?? 0;
    sum.processed += counts?.processed ?? 0;
    sum.succeeded += counts?.succeeded ?? 0;
    sum.failed += counts?.failed ?? 0;
  }
  return sum;
}

/** Writes why a job failed: Bedrock's words, then what they are known to mean. */
export async function failureText(message: string | undefined): Promise<readonly string[]> {
  if (message === undefined) return [];
  const { explainFailure } = await import('../jobs/index.ts');
  const causes = explainFailure(message).flatMap(({ cause, hint }) => [
    `  cause  ${cause}`,
    `  hint   ${hint}`,
  ]);
  return [`  Bedrock says: ${printable(message)}`, ...causes];
}
