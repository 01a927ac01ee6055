import type { BuiltDataset } from '../../builders/index.ts';

/** What `--json` says of a built dataset. */
export function datasetJson(
  { manifest, report, reused }: BuiltDataset,
  folder: string,
): Readonly<Record<string, unknown>> {
  const { name, digest, model, records, bytes, padding, repeats, jobs, rows } = manifest;
  return {
    folder,
    ...{ name, digest, model, records, bytes, reused },
    padding: padding.length,
    repeats: repeats?.count ?? 0,
    rejected: rows?.rejected?.count ?? 0,
    jobs: jobs.map((job) => ({
      folder: job.folder,
      records: job.records,
      shards: job.shards.length,
    })),
    errors: report?.errors ?? 0,
    warnings: report?.warnings ?? 0,
    diagnostics: report?.diagnostics ?? [],
  };
}
