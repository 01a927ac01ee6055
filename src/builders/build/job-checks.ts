import type { Diagnostic } from '../../core/index.ts';
import type { DatasetJob } from '../../dataset/index.ts';
import { jobQuotaDiagnostics } from '../../validators/index.ts';
import type { BuildPlan } from './build-plan.ts';

/**
 * Compares the jobs of a build with the quotas of a job; a build without a job has one without a record.
 *
 * @param shortestRecordBytes Of the record that padding would repeat, where there is one.
 */
export function* checkJobs(
  { source: name, quotas }: Pick<BuildPlan, 'source' | 'quotas'>,
  jobs: readonly DatasetJob[],
  shortestRecordBytes: number | undefined,
): Generator<Diagnostic> {
  const found = jobs.length > 0 ? jobs : [{ folder: name, records: 0, bytes: 0 }];
  for (const { folder, records, bytes } of found) {
    const source = jobs.length > 1 ? `${name} (${folder})` : name;
    yield* jobQuotaDiagnostics({ source, records, bytes, shortestRecordBytes }, quotas);
  }
}
