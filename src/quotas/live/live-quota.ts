import { formatCount, quote } from '../../core/index.ts';
import { isQuotaValue, quotaOptionNames } from '../table/quota-options.ts';
import type { QuotaRow } from '../table/quota-table.ts';
import type { QuotaName } from '../table/quotas.ts';
import type { QuotaListings } from './quota-listing.ts';
import type { ListedQuota } from './quota-page.ts';

/**
 * Where the value of a quota is from: applied to the account, AWS's default for every account, or the dated table of
 * this package.
 */
export type LiveOrigin = 'applied' | 'default' | 'table';

/** One quota as it was read, or why it was not. */
export interface LiveQuota {
  readonly quota: QuotaName;
  /** Name as the command line spells it: `records-per-file`. */
  readonly option: string;
  /** In records, bytes or jobs; a GB of AWS's is taken as in the table. */
  readonly value: number;
  readonly origin: LiveOrigin;
  /** Service Quotas code that the value was read by, or was looked for; absent where none is known. */
  readonly code?: string | undefined;
  /** Day on which the table's value was read, `YYYY-MM-DD`; absent where Service Quotas gave the value. */
  readonly readOn?: string | undefined;
  /** Why it is this value and no other, as a sentence; absent where that is plain. */
  readonly reason?: string | undefined;
}

/** What is said of a quota whose value is zero. */
export const NOTHING_RUNS = 'which lets nothing run until AWS raises it';

/** Units of AWS's sizes that mean what the quota's name says: GB. Everything else is not converted by guess. */
const GIGABYTES: ReadonlySet<string> = new Set(['', 'None', 'GB', 'Gigabytes']);

interface Candidate {
  readonly code: string;
  readonly value: number;
  readonly origin: LiveOrigin;
}

/**
 * Finds the value of a quota in what was listed: by its codes alone, the applied value before the default.
 *
 * A few quotas have two codes; where their values differ the smaller one is taken.
 *
 * @param row What the table says of the quota.
 * @param codes Its codes; none where they are not known.
 */
export function findLiveQuota(
  row: QuotaRow,
  codes: readonly string[],
  listings: QuotaListings,
): LiveQuota {
  const found = codes.map((code) => lookUp(code, row, listings));
  const candidates = found.flatMap((one) => one.candidates);
  const reasons = [...new Set(found.flatMap((one) => one.reasons))];
  const smallest = candidates.reduce<Candidate | undefined>(
    (least, one) => (least === undefined || one.value < least.value ? one : least),
    undefined,
  );
  if (smallest === undefined) return fromTable(row, codes[0], reasons);
  if (candidates.some(({ value }) => value !== smallest.value)) {
    const values = candidates.map(({ code, value }) => `${code} says ${formatCount(value)}`);
    reasons.push(`${values.join(' and ')}; the smaller is taken`);
  }
  const { code, value, origin } = smallest;
  return { ...nameOf(row), value, origin, code, ...reasonOf(reasons) };
}

/** The quota with the table's value, and why. */
export function fromTable(
  row: QuotaRow,
  code: string | undefined,
  reasons: readonly string[],
): LiveQuota {
  const { value, readOn } = row;
  return { ...nameOf(row), value, origin: 'table', code, readOn, ...reasonOf(reasons) };
}

function nameOf({ quota }: QuotaRow): Pick<LiveQuota, 'quota' | 'option'> {
  return { quota, option: quotaOptionNames[quota] };
}

function reasonOf(reasons: readonly string[]): Pick<LiveQuota, 'reason'> {
  return reasons.length === 0 ? {} : { reason: reasons.join('. ') };
}

interface Found {
  readonly candidates: readonly Candidate[];
  readonly reasons: readonly string[];
}

const LISTS = { applied: 'ListServiceQuotas', default: 'ListAWSDefaultServiceQuotas' } as const;

function lookUp(code: string, row: QuotaRow, listings: QuotaListings): Found {
  const reasons: string[] = [];
  for (const origin of ['applied', 'default'] as const) {
    const { byCode, failure } = listings[origin];
    const readings = (byCode.get(code) ?? []).map((quota) => readValue(quota, row));
    const values = readings.filter((reading) => typeof reading === 'number');
    reasons.push(...readings.filter((reading) => typeof reading === 'string'));
    if (values.length > 0) {
      return { candidates: values.map((value) => ({ code, value, origin })), reasons };
    }
    if (failure !== undefined) reasons.push(`${LISTS[origin]} ${failure}`);
  }
  return { candidates: [], reasons: reasonsForNone(reasons, code, listings) };
}

/** Both lists mostly fail for one reason, which is then told once. */
function reasonsForNone(
  reasons: readonly string[],
  code: string,
  { applied, default: byDefault, region }: QuotaListings,
): readonly string[] {
  const { failure } = applied;
  if (failure !== undefined && failure === byDefault.failure && reasons.length === 2) {
    return [`Service Quotas ${failure}`];
  }
  if (reasons.length > 0) return reasons;
  return [`Service Quotas lists no ${code}${region === undefined ? '' : ` in ${region}`}`];
}

/** Gives the value in the unit of the row, or why it cannot be one. */
function readValue({ code, value, unit }: ListedQuota, row: QuotaRow): number | string {
  const says = `Service Quotas says ${value === undefined ? 'nothing' : String(value)} for ${code}`;
  if (value === undefined) return says;
  if (row.bytesPerGB !== undefined && !GIGABYTES.has(unit ?? '')) {
    return `${says} in ${quote(unit ?? '')}, and GB are expected`;
  }
  // a GB has more digits than a double keeps behind the point of 0.1
  const own = row.bytesPerGB === undefined ? value : Math.round(value * row.bytesPerGB);
  if (isQuotaValue(row.quota, own)) return own;
  if (value === 0) return `${says}, ${NOTHING_RUNS}`;
  return `${says}, which no quota can be`;
}
