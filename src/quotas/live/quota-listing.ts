import type { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { isObject, printable, quote } from '../../core/index.ts';
import { endpointFor } from '../../io/index.ts';
import type { ListedQuota, ListOperation } from './quota-page.ts';
import type { ServiceQuotasOptions } from './service-quotas-options.ts';

/** What was read of a list. */
export interface QuotaListing {
  /** What was listed under each code, in order. */
  readonly byCode: ReadonlyMap<string, readonly ListedQuota[]>;
  /** Why the list was not read to its end, as what follows its name; undefined where it was. */
  readonly failure: string | undefined;
}

/** Both lists, and where they were read. */
export interface QuotaListings {
  /** Undefined where no region is set. */
  readonly region: string | undefined;
  readonly applied: QuotaListing;
  readonly default: QuotaListing;
}

const LONGEST_TEXT = 300;

/**
 * Reads both lists to their ends. A list that cannot be read is not thrown for; it says why.
 *
 * Memory: about 200 bytes per quota; a service has hundreds.
 *
 * @throws The reason of the signal, when it aborts.
 */
export async function listQuotas(options: ServiceQuotasOptions): Promise<QuotaListings> {
  const { serviceQuotas, signal } = options;
  signal?.throwIfAborted();
  if (serviceQuotas !== undefined) return listBoth(serviceQuotas, signal);
  try {
    const { newClient } = await import('./aws-service-quotas.ts');
    const endpoint = await endpointFor('Service Quotas', options);
    const made = newClient({ ...options, endpoint });
    return await listBoth(made, signal).finally(() => made.destroy());
  } catch (error) {
    signal?.throwIfAborted();
    const nothing = { byCode: new Map(), failure: failureOf(error) };
    return { region: options.region, applied: nothing, default: nothing };
  }
}

async function listBoth(
  client: ServiceQuotasClient,
  signal: AbortSignal | undefined,
): Promise<QuotaListings> {
  const [region, applied, byDefault] = await Promise.all([
    client.config.region().catch(() => undefined),
    listAll(client, 'ListServiceQuotas', signal),
    listAll(client, 'ListAWSDefaultServiceQuotas', signal),
  ]);
  signal?.throwIfAborted();
  return { region, applied, default: byDefault };
}

async function listAll(
  client: ServiceQuotasClient,
  operation: ListOperation,
  signal: AbortSignal | undefined,
): Promise<QuotaListing> {
  const byCode = new Map<string, ListedQuota[]>();
  const tokens = new Set<string>();
  try {
    const { sendList } = await import('./aws-service-quotas.ts');
    for (let token: string | undefined; ; ) {
      const { quotas, next } = await sendList(client, operation, { token, signal });
      for (const quota of quotas) enter(byCode, quota);
      if (next === undefined || next === '') return { byCode, failure: undefined };
      if (tokens.has(next)) return { byCode, failure: 'gives the same page for ever' };
      tokens.add(next);
      token = next;
    }
  } catch (error) {
    return { byCode, failure: failureOf(error) };
  }
}

function enter(byCode: Map<string, ListedQuota[]>, quota: ListedQuota): void {
  if (quota.code === undefined) return;
  const before = byCode.get(quota.code);
  if (before === undefined) byCode.set(quota.code, [quota]);
  else before.push(quota);
}

function failureOf(error: unknown): string {
  const { name, message, code, $metadata } = isObject(error) ? error : {};
  const text = [message, code, name].find((part) => typeof part === 'string' && part !== '');
  const words = typeof text === 'string' ? text : String(error);
  if (/^Region is missing/.test(words)) return 'was not asked, because no region is set';
  const status = isObject($metadata) ? $metadata['httpStatusCode'] : undefined;
  if (status === undefined) return `could not be asked: ${quote(words, LONGEST_TEXT)}`;
  return `was refused with ${printable(String(name))}: ${quote(words, LONGEST_TEXT)}`;
}
