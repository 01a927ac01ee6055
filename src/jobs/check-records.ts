import {
  countOf,
  DatasetInvalidError,
  quote,
  type Report,
  type Severities,
} from '../core/index.ts';
import type { Dataset } from '../dataset/index.ts';
import { isForOtherModel, type ModelOptions, modelAsked } from './check-model.ts';

/** How records are checked that go to another model than they were built for. */
export interface CheckRecordsOptions extends ModelOptions {
  readonly region?: string | undefined;
  readonly severities?: Severities | undefined;
  readonly onReport?: ((report: Report) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Gives a check of a dataset's records for the model they are sent to; it reads them once, however often it is called.
 *
 * They were checked when they were built: nothing is read where rules and quotas are the same.
 *
 * @returns Rejects with {@link DatasetInvalidError} where a record has an error.
 */
export function recordsCheck(dataset: Dataset, options: CheckRecordsOptions): () => Promise<void> {
  let checked: Promise<void> | undefined;
  return () => {
    checked ??= checkRecords(dataset, options);
    return checked;
  };
}

async function checkRecords(dataset: Dataset, options: CheckRecordsOptions): Promise<void> {
  const { manifest, folder } = dataset;
  if (!isForOtherModel(manifest, options)) return;
  const asked = modelAsked(manifest, options);
  const { region, severities, signal } = options;
  const { validateDataset } = await import('../validators/lean.ts');
  const report = await validateDataset(folder, { ...asked, region, severities, signal });
  options.onReport?.(report);
  if (report.valid) return;
  throw new DatasetInvalidError(
    `The dataset was built for ${quote(manifest.model)} and has ${countOf(report.errors, 'error')} for ${quote(asked.model)}, so nothing is submitted`,
    { report, hint: 'Build a dataset for this model, or submit it for the one it was built for' },
  );
}
