import {
  ListAWSDefaultServiceQuotasCommand,
  ListServiceQuotasCommand,
  type ServiceQuota,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { abortable, endpointSettings, regionProvider } from '../../io/index.ts';
import type { ListOperation, QuotaPage } from './quota-page.ts';
import type { ServiceQuotasOptions } from './service-quotas-options.ts';

/** The only module of this folder that loads the SDK; reached by `await import()` alone. */

/** A request that hangs is as good as lost: without these bounds the SDK would wait for ever. */
const TIMEOUTS = { connectionTimeout: 10_000, requestTimeout: 30_000, throwOnRequestTimeout: true };

const SERVICE_CODE = 'bedrock';
/** As many as the API allows: a service has hundreds of quotas. */
const PAGE_SIZE = 100;

export function newClient({
  region,
  profile,
  endpoint,
}: ServiceQuotasOptions): ServiceQuotasClient {
  return new ServiceQuotasClient({
    region: regionProvider({ region, profile }),
    ...(profile === undefined ? {} : { profile }),
    ...endpointSettings(endpoint),
    requestHandler: TIMEOUTS,
  });
}

/** Asks for one page of a list. */
export async function sendList(
  client: ServiceQuotasClient,
  operation: ListOperation,
  page: { readonly token: string | undefined; readonly signal: AbortSignal | undefined },
): Promise<QuotaPage> {
  const input = { ServiceCode: SERVICE_CODE, MaxResults: PAGE_SIZE, NextToken: page.token };
  const send = abortable(page.signal);
  const { Quotas = [], NextToken } =
    operation === 'ListServiceQuotas'
      ? await client.send(new ListServiceQuotasCommand(input), send)
      : await client.send(new ListAWSDefaultServiceQuotasCommand(input), send);
  return { quotas: Quotas.map(listed), next: NextToken };
}

function listed({ QuotaCode, Value, Unit }: ServiceQuota) {
  return { code: QuotaCode, value: Value, unit: Unit };
}
