import type { Diagnostic } from '../../core/index.ts';
import type { DatasetJob } from '../../dataset/index.ts';
import { jobQuotaDiagnostics } from '../../validators/index.ts';
import type { BuildPlan } from './build-plan.ts';

/**
 * Compares the jobs of a build with the quotas of a job; a build without a job has one without a record.
 *
 * @param shortestRecordBytes Of the record that padding would repeat, where there is one.
 * @param lost Rows that became no record for what else is wrong with them. Once they are mended they count, so they do for the minimum.
 */
export function* checkJobs(
  { source: name, quotas }: Pick<BuildPlan, 'source' | 'quotas'>,
  jobs: readonly DatasetJob[],
  {
    shortestRecordBytes,
    lost,
  }: { readonly shortestRecordBytes: number | undefined; readonly lost: number },
): Generator<Diagnostic> {
  const found = jobs.length > 0 ? jobs : [{ folder: name, records: 0, bytes: 0 }];
  for (const { folder, records: has, bytes } of found) {
    const source = jobs.length > 1 ? `${name} (${folder})` : name;
    const records = has < quotas.minRecordsPerJob ? has + lost : has;
    yield* jobQuotaDiagnostics({ source, records, bytes, shortestRecordBytes }, quotas);
  }
}
