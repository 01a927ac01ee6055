import { withoutUndefined } from '../../core/index.ts';
import type {
  LiveOrigin,
  LiveQuotas,
  QuotaName,
  QuotaOverrides,
  Quotas,
} from '../../quotas/index.ts';
import { quotasFor } from '../../quotas/index.ts';
import type { ValidateOptions } from './validate-options.ts';

/** One quota that was used, and where its value is from: the caller, Service Quotas, a dataset's manifest, the table. */
export interface UsedQuota {
  readonly quota: QuotaName;
  /** Name as the command line spells it: `records-per-file`. */
  readonly option: string;
  readonly value: number;
  readonly origin: 'given' | 'manifest' | LiveOrigin;
  /** Service Quotas code; absent where none is known. */
  readonly code?: string | undefined;
  /** Day on which the table's value was read, `YYYY-MM-DD`. */
  readonly readOn?: string | undefined;
  /** Why Service Quotas did not give the value, or what is odd about it. */
  readonly reason?: string | undefined;
}

/** The quotas that a check used after asking Service Quotas. */
export interface UsedQuotas {
  /** Region that was asked; absent where none is set, or nothing was asked. */
  readonly region?: string | undefined;
  /** One entry per quota, in the order of the command line. */
  readonly rows: readonly UsedQuota[];
}

/** Quotas to check by. */
export interface ChosenQuotas {
  readonly quotas: Quotas;
  /** Only where Service Quotas was to be asked. */
  readonly used?: UsedQuotas | undefined;
}

/**
 * Puts quotas of several origins over each other: those of the caller, then what Service Quotas gives where it is to be
 * asked, then those a dataset was built with, then the table.
 *
 * @param manifest Quotas the dataset was built with, as far as they hold for the model.
 * @throws {InvalidOptionError} `INVALID_OPTION` where the caller's make no sense.
 */
export async function chooseQuotas(
  model: { readonly foundationModel?: string | undefined; readonly custom: boolean },
  { quotas: given = {}, liveQuotas, region, signal }: ValidateOptions,
  manifest: QuotaOverrides,
): Promise<ChosenQuotas> {
  const custom = model.custom;
  if (liveQuotas === undefined) {
    const overrides = { ...manifest, ...withoutUndefined(given) };
    return { quotas: quotasFor(model.foundationModel, overrides, { custom }).quotas };
  }
  const asked = { custom, signal, ...liveQuotas, region: liveQuotas.region ?? region };
  const { readLiveQuotas } = await import('../../quotas/index.ts');
  const live = await readLiveQuotas(model.foundationModel, asked);
  const overrides = { ...manifest, ...live.overrides, ...withoutUndefined(given) };
  const { quotas } = quotasFor(model.foundationModel, overrides, { custom });
  return { quotas, used: usedQuotas(live, given, manifest) };
}

/** Says of each quota where its value is from: those given stand above all, a manifest's above the table. */
function usedQuotas(
  { region, rows }: LiveQuotas,
  given: QuotaOverrides,
  manifest: QuotaOverrides,
): UsedQuotas {
  const used = rows.map((row): UsedQuota => {
    const { quota, option, code, reason } = row;
    if (given[quota] !== undefined) return { quota, option, value: given[quota], origin: 'given' };
    const built = manifest[quota];
    if (row.origin !== 'table' || built === undefined) return row;
    return { quota, option, value: built, origin: 'manifest', code, reason };
  });
  return { ...(region === undefined ? {} : { region }), rows: used };
}
