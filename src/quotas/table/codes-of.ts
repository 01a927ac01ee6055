import { quotaCodes } from './quota-codes.ts';
import type { QuotaRow } from './quota-table.ts';

/**
 * Tells whether an id names a model, perhaps with the length of its context behind it, such as `:48k`.
 *
 * Never by a mere beginning: `…claude-3-5-sonnet…` begins ids of two models.
 */
export function isModel(modelId: string, known: string | undefined): boolean {
  return known !== undefined && (modelId === known || modelId.startsWith(`${known}:`));
}

/** Gives the Service Quotas codes of a quota of one model; none where no source names them. */
export function codesOf(
  { quota, custom }: Pick<QuotaRow, 'quota' | 'custom'>,
  foundationModel: string | undefined,
): readonly string[] {
  if (foundationModel === undefined) return [];
  const known = quotaCodes.find(({ modelId }) => isModel(foundationModel, modelId));
  if (custom) return known?.customConcurrentJobs === undefined ? [] : [known.customConcurrentJobs];
  return known?.codes[quota] ?? [];
}
