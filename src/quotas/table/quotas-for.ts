import { countOf, describeValue, InvalidOptionError } from '../../core/index.ts';
import { codesOf, isModel } from './codes-of.ts';
import {
  isQuotaValue,
  quotaNames,
  quotaOptionNames,
  unknownQuota,
  wrongQuotaValue,
} from './quota-options.ts';
import { type QuotaRow, quotaTable } from './quota-table.ts';
import type { QuotaName, Quotas } from './quotas.ts';

/** Quotas that a caller sets because AWS has given the account others. An undefined one is not set. */
export type QuotaOverrides = { readonly [Name in QuotaName]?: number | undefined };

/** Options of {@link quotasFor}. */
export interface QuotasForOptions {
  /** Whether the job runs a custom model made from the foundation model. Default false. */
  readonly custom?: boolean | undefined;
}

/** One quota in force and what the table says of it. */
export interface QuotaInForce {
  readonly quota: QuotaName;
  /** Name as the command line spells it: `records-per-file`. */
  readonly option: string;
  /** The value in force, in the unit of the row. */
  readonly value: number;
  /** Whether the caller set the value; the row then only tells what would hold otherwise. */
  readonly overridden: boolean;
  /** The table's row, with the model's own code where it is known. */
  readonly row: QuotaRow;
}

/** The quotas in force for one model, for the planner and for people. */
export interface QuotasInForce {
  readonly quotas: Quotas;
  /** One entry per quota, in the order of the command line. */
  readonly rows: readonly QuotaInForce[];
}

/**
 * Gives the quotas in force for a model: the table's, with the caller's own values over them.
 *
 * No network: the values are AWS's defaults as far as they are known, the careful ones for a model that is not known.
 * An account may have others. Sources and dates: `docs/quotas.md`, rendered from the table.
 *
 * @param foundationModel Bare foundation model id, without profile prefix or ARN; undefined when it is not known.
 * @param overrides Values by quota: whole numbers >= 1, `minRecordsPerJob` >= 0; bytes for sizes.
 * @param options Whether the model is a custom one.
 * @returns Frozen quotas and one row per quota.
 * @throws {InvalidOptionError} `INVALID_OPTION` when an override is no quota, no whole number in range, or leaves a job
 * that may hold fewer records than its minimum. `option` is the name on the command line.
 *
 * @example A model the table knows and one it does not
 * ```ts
 * import { quotasFor } from 'bedrock-batch';
 *
 * console.assert(quotasFor('amazon.nova-pro-v1:0').quotas.jobBytes === 100_000_000_000);
 * console.assert(quotasFor(undefined).quotas.jobBytes === 5_000_000_000);
 * console.assert(quotasFor(undefined, { minRecordsPerJob: 10 }).quotas.minRecordsPerJob === 10);
 * ```
 */
export function quotasFor(
  foundationModel: string | undefined,
  overrides: QuotaOverrides = {},
  options: QuotasForOptions = {},
): QuotasInForce {
  checkOverrides(overrides);
  const custom = options.custom ?? false;
  const rows = quotaNames.map((quota): QuotaInForce => {
    const row = rowInForce(quota, foundationModel, custom);
    const override = overrides[quota];
    return Object.freeze({
      quota,
      option: quotaOptionNames[quota],
      value: override ?? row.value,
      overridden: override !== undefined,
      row,
    });
  });
  const values = Object.fromEntries(rows.map(({ quota, value }) => [quota, value]));
  const quotas = Object.freeze(values as { readonly [Name in QuotaName]: number });
  checkJobHoldsMinimum(quotas, overrides);
  return Object.freeze({ quotas, rows: Object.freeze(rows) });
}

/** The row of a model's own, else the one for any model; a custom model's first, where the quota has one. */
function rowInForce(
  quota: QuotaName,
  foundationModel: string | undefined,
  custom: boolean,
): QuotaRow {
  const rows = quotaTable.filter((row) => row.quota === quota && appliesTo(row, foundationModel));
  const row = rows.find((candidate) => candidate.custom === custom) ?? rows[0];
  if (row === undefined) throw new TypeError(`The quota table has no row for ${quota}`);
  const [code] = codesOf(row, foundationModel);
  return code === undefined ? row : Object.freeze({ ...row, code });
}

function appliesTo(row: QuotaRow, foundationModel: string | undefined): boolean {
  if (row.appliesTo === 'any') return true;
  if (foundationModel === undefined) return false;
  return row.appliesTo.some((known) => isModel(foundationModel, known));
}

function checkOverrides(overrides: QuotaOverrides): void {
  for (const [name, value] of Object.entries(overrides)) {
    const quota = quotaNames.find((candidate) => candidate === name);
    if (quota === undefined) throw unknownQuota(name);
    if (value !== undefined && !isQuotaValue(quota, value)) {
      throw wrongQuotaValue(quota, describeValue(value));
    }
  }
}

/** Where only one of the two was set, the error names that one. */
function checkJobHoldsMinimum(quotas: Quotas, overrides: QuotaOverrides): void {
  const { recordsPerJob, minRecordsPerJob } = quotas;
  if (recordsPerJob >= minRecordsPerJob) return;
  const most = countOf(recordsPerJob, 'record');
  const fewest = countOf(minRecordsPerJob, 'record');
  const setsMost = overrides.recordsPerJob !== undefined;
  throw new InvalidOptionError(
    `A job would hold at most ${most} and needs at least ${fewest}, so no job could be planned`,
    {
      option: quotaOptionNames[setsMost ? 'recordsPerJob' : 'minRecordsPerJob'],
      expected: setsMost ? `>= ${fewest}` : `<= ${most}`,
      received: setsMost ? most : fewest,
      hint: `Set ${quotaOptionNames.recordsPerJob} to at least ${quotaOptionNames.minRecordsPerJob}`,
    },
  );
}
