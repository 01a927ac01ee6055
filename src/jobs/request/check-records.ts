import {
  countOf,
  DatasetInvalidError,
  DiagnosticCollector,
  quote,
  type Report,
} from '../../core/index.ts';
import type { Dataset, Manifest } from '../../dataset/index.ts';
import { type NamedModel, validateDataset } from '../../validators/lean.ts';
import {
  isForOtherModel,
  type ModelOptions,
  modelAsked,
  nameAsked,
  requireServedModel,
} from './check-model.ts';

/** How a dataset is checked before its jobs are asked for. */
export interface CheckRecordsOptions extends ModelOptions {
  readonly onReport?: ((report: Report) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Gives a check of a dataset for the model it is sent to: that the model is served, what speaks against it or its place, and whether it
 * takes the records. It is made once, however often it is called.
 *
 * The records were checked when they were built: nothing is read where rules and quotas are the same.
 *
 * @returns Rejects with {@link InvalidOptionError} `MODEL_ENDED` where AWS has ended the model, and with {@link DatasetInvalidError}
 *   where a record has an error.
 */
export function recordsCheck(dataset: Dataset, options: CheckRecordsOptions): () => Promise<void> {
  let checked: Promise<void> | undefined;
  return () => {
    checked ??= checkRecords(dataset, options);
    return checked;
  };
}

async function checkRecords(dataset: Dataset, options: CheckRecordsOptions): Promise<void> {
  const { manifest } = dataset;
  const named = nameAsked(manifest, options);
  requireServedModel(named, options);
  if (!isForOtherModel(manifest, options)) return reportModel(named, manifest, options);
  const asked = modelAsked(manifest, options);
  const { region, asOf, severities, signal } = options;
  const report = await validateDataset(dataset, { ...asked, region, asOf, severities, signal });
  options.onReport?.(report);
  if (report.valid) return;
  throw new DatasetInvalidError(
    `The dataset was built for ${quote(manifest.model)} and has ${countOf(report.errors, 'error')} for ${quote(asked.model)}, so nothing is submitted`,
    { report, hint: 'Build a dataset for this model, or submit it for the one it was built for' },
  );
}

/** What speaks against the model, in the form of a report on the dataset; none where nothing does. */
function reportModel(
  { diagnostics }: NamedModel,
  { jobs, records, bytes }: Manifest,
  { severities, onReport }: CheckRecordsOptions,
): void {
  const collector = new DiagnosticCollector({ severities });
  for (const diagnostic of diagnostics) collector.add(diagnostic);
  const files = jobs.reduce((sum, job) => sum + job.shards.length, 0);
  const report = collector.report({ jobs: jobs.length, files, records, bytes });
  if (report.diagnostics.length > 0) onReport?.(report);
}
