import {
  type ModelQuotaCodes,
  type QuotaInForce,
  type QuotaOverrides,
  quotaCodes,
  quotasFor,
} from '../../quotas/index.ts';

/** A quota of Bedrock as the emulated Service Quotas shows it. */
export interface EmulatedQuota {
  /** `L-` and eight hex digits. */
  readonly code: string;
  readonly name: string;
  /** AWS's value for every account, in AWS's own unit: GB for sizes. */
  readonly defaultValue: number;
  /** The account's own value; without it the quota stands in the list of defaults alone. */
  readonly appliedValue?: number | undefined;
  readonly adjustable: boolean;
  /** Default `None`. */
  readonly unit?: string | undefined;
}

/**
 * Lists every quota of batch inference whose code is known, with the values of the quota table.
 *
 * @param overrides Quotas of the account that differ from AWS's: their values are applied ones.
 */
export function knownQuotas(overrides: QuotaOverrides): readonly EmulatedQuota[] {
  return quotaCodes.flatMap((entry) => quotasOf(entry, overrides));
}

function quotasOf(entry: ModelQuotaCodes, overrides: QuotaOverrides): readonly EmulatedQuota[] {
  const model = entry.model ?? `[emulator] ${entry.modelId}`;
  const base = quotasFor(entry.modelId, overrides).rows.flatMap((row) =>
    (entry.codes[row.quota] ?? []).map((code) => emulated(code, row, model)),
  );
  const { customConcurrentJobs } = entry;
  if (customConcurrentJobs === undefined) return base;
  const custom = quotasFor(entry.modelId, overrides, { custom: true }).rows.filter(
    ({ row }) => row.custom,
  );
  return [...base, ...custom.map((row) => emulated(customConcurrentJobs, row, model))];
}

function emulated(
  code: string,
  { row, value, overridden }: QuotaInForce,
  model: string,
): EmulatedQuota {
  const { name, adjustable, bytesPerGB = 1 } = row;
  return {
    code,
    name: `${name} for ${model}`,
    defaultValue: row.value / bytesPerGB,
    appliedValue: overridden ? value / bytesPerGB : undefined,
    adjustable,
  };
}
