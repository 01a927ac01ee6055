import { countOf, formatCount } from '../../core/index.ts';
import { codesOf } from '../table/codes-of.ts';
import type { QuotaRow } from '../table/quota-table.ts';
import { type QuotaOverrides, quotasFor } from '../table/quotas-for.ts';
import { findLiveQuota, fromTable, type LiveQuota } from './live-quota.ts';
import { listQuotas, type QuotaListings } from './quota-listing.ts';
import type { ServiceQuotasOptions } from './service-quotas-options.ts';

/** Options of {@link readLiveQuotas}. */
export interface LiveQuotasOptions extends ServiceQuotasOptions {
  /** Whether the job runs a custom model made from the foundation model. Default false. */
  readonly custom?: boolean | undefined;
}

/** The quotas of one model in one account and region. */
export interface LiveQuotas {
  /** Region that was asked; absent where none is set, or nothing was asked. */
  readonly region?: string | undefined;
  /** One entry per quota, in the order of the command line. */
  readonly rows: readonly LiveQuota[];
  /** The values that Service Quotas gave, to be passed on as `quotas`; those of the table are left out. */
  readonly overrides: QuotaOverrides;
}

/**
 * Reads the quotas of a model from Service Quotas: the values applied to the account, else AWS's defaults.
 *
 * Quotas are found by their codes, never by their names; both lists are read to their ends. What cannot be read (no code
 * is known, access is denied, the network is down, a value that no quota can be) comes from the dated table, and the
 * entry says why: nothing is thrown for it. A few quotas have two codes; where they differ the smaller value is taken.
 * Memory: about 200 bytes per quota of Bedrock, of which there are hundreds. Codes: `docs/quotas.md`.
 *
 * @param foundationModel Bare foundation model id, without profile prefix or ARN; undefined when it is not known.
 * @param options Client, or region, profile and endpoint of one; whether the model is a custom one.
 * @returns One entry per quota with value and origin. No request is made where no code is known.
 * @throws The reason of the signal, when it aborts.
 *
 * @example What the account has, over the table
 * ```ts
 * import { strict as assert } from 'node:assert';
 * import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
 * import { quotasFor, readLiveQuotas } from 'bedrock-batch';
 * import { createEmulator } from 'bedrock-batch/emulator';
 *
 * await using emulator = await createEmulator({ quotas: { recordsPerJob: 80_000 } });
 * const serviceQuotas = new ServiceQuotasClient(emulator.clientConfig);
 *
 * const model = 'amazon.nova-lite-v1:0';
 * const live = await readLiveQuotas(model, { serviceQuotas });
 *
 * const job = live.rows.find(({ quota }) => quota === 'recordsPerJob');
 * assert.deepEqual([job?.value, job?.origin, job?.code], [80_000, 'applied', 'L-916C9264']);
 * assert.equal(quotasFor(model, live.overrides).quotas.recordsPerJob, 80_000);
 * ```
 */
export async function readLiveQuotas(
  foundationModel: string | undefined,
  options: LiveQuotasOptions = {},
): Promise<LiveQuotas> {
  const { custom = false } = options;
  const rows = quotasFor(foundationModel, {}, { custom }).rows.map(({ row }) => row);
  const wanted = rows.map((row) => ({ row, codes: codesOf(row, foundationModel) }));
  if (wanted.every(({ codes }) => codes.length === 0)) return liveQuotas(wanted, undefined);
  return liveQuotas(wanted, await listQuotas(options));
}

interface Wanted {
  readonly row: QuotaRow;
  readonly codes: readonly string[];
}

function liveQuotas(wanted: readonly Wanted[], listings: QuotaListings | undefined): LiveQuotas {
  const found = wanted.map(({ row, codes }) => {
    if (row.quota === 'recordBytes') return fromTable(row, undefined, [NO_QUOTA]);
    if (listings === undefined || codes.length === 0) return fromTable(row, undefined, [NO_CODE]);
    return findLiveQuota(row, codes, listings);
  });
  const rows = Object.freeze(planable(found, wanted).map((quota) => Object.freeze(quota)));
  const read = rows.filter(({ origin }) => origin !== 'table');
  const overrides: QuotaOverrides = Object.fromEntries(
    read.map(({ quota, value }) => [quota, value]),
  );
  const region = listings?.region === undefined ? {} : { region: listings.region };
  return Object.freeze({ ...region, rows, overrides: Object.freeze(overrides) });
}

const NO_QUOTA = 'It is no quota of Service Quotas';
const NO_CODE = 'No source names its code in Service Quotas';

/** A job that may hold fewer records than it must cannot be planned: then neither value is believed. */
function planable(found: readonly LiveQuota[], wanted: readonly Wanted[]): readonly LiveQuota[] {
  const most = found.find(({ quota }) => quota === 'recordsPerJob');
  const fewest = found.find(({ quota }) => quota === 'minRecordsPerJob');
  if (most === undefined || fewest === undefined || most.value >= fewest.value) return found;
  const reason = `A job would hold at most ${countOf(most.value, 'record')} and need at least ${formatCount(fewest.value)}`;
  return found.map((live, index) => {
    const row = wanted[index]?.row;
    const isDoubted = (live === most || live === fewest) && live.origin !== 'table';
    return isDoubted && row !== undefined ? fromTable(row, live.code, [reason]) : live;
  });
}
