import { type Diagnostic, diagnose } from '../../core/index.ts';
import type { Quotas } from '../../quotas/index.ts';

/** Compares a file with the quotas of a file. */
export function* fileQuotaDiagnostics(
  {
    source,
    records,
    bytes,
  }: { readonly source: string; readonly records: number; readonly bytes: number },
  { recordsPerFile, fileBytes }: Quotas,
): Generator<Diagnostic> {
  const location = { source };
  if (records > recordsPerFile) {
    const args = { limit: recordsPerFile, actual: records };
    yield diagnose('QUOTA_RECORDS_PER_FILE', { location, args });
  }
  if (bytes > fileBytes) {
    yield diagnose('QUOTA_FILE_BYTES', { location, args: { limit: fileBytes, actual: bytes } });
  }
}

/** Compares a whole job with the quotas of a job. */
export function* jobQuotaDiagnostics(
  job: {
    readonly source: string;
    readonly records: number;
    readonly bytes: number;
    readonly shortestRecordBytes?: number | undefined;
  },
  quotas: Quotas,
): Generator<Diagnostic> {
  const { source, records, bytes, shortestRecordBytes } = job;
  const { recordsPerJob, minRecordsPerJob, jobBytes } = quotas;
  const location = { source };
  if (records > recordsPerJob) {
    yield diagnose('QUOTA_RECORDS_PER_JOB', {
      location,
      args: { limit: recordsPerJob, actual: records },
    });
  }
  if (records < minRecordsPerJob) {
    const args = { limit: minRecordsPerJob, actual: records, shortestRecordBytes };
    yield diagnose('QUOTA_RECORDS_PER_JOB_MIN', { location, args });
  }
  if (bytes > jobBytes) {
    yield diagnose('QUOTA_JOB_BYTES', { location, args: { limit: jobBytes, actual: bytes } });
  }
}

/** Compares jobs that are submitted together with the quota of jobs at a time. */
export function* runQuotaDiagnostics(
  { source, jobs }: { readonly source: string; readonly jobs: number },
  { concurrentJobs: limit }: Quotas,
): Generator<Diagnostic> {
  if (jobs <= limit) return;
  const args = { limit, actual: jobs };
  yield diagnose('QUOTA_CONCURRENT_JOBS', { location: { source }, args });
}
