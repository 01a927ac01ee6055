import { quote } from '../../core/index.ts';
import { checkInput } from './check-input.ts';
import type { EmulatedQuota } from './emulated-quotas.ts';
import { invalidToken, noSuchResource } from './refusals.ts';
import type { OperationName } from './service-quotas-wire.ts';

/** A request, decoded. */
export interface QuotaRequest {
  readonly ServiceCode?: string | undefined;
  readonly QuotaCode?: string | undefined;
  readonly NextToken?: string | undefined;
  readonly MaxResults?: number | undefined;
  readonly QuotaAppliedAtLevel?: string | undefined;
}

/** Options of {@link QuotaOperations}. */
export interface QuotaOperationsOptions {
  readonly quotas: readonly EmulatedQuota[];
  readonly region: string;
  readonly account: string;
}

type Kind = 'applied' | 'default';
type Reply = Readonly<Record<string, unknown>>;

const SERVICE_CODE = 'bedrock';
const DEFAULT_PAGE = 100;

/** Serves the quotas of Bedrock: those that have a value of the account, and the defaults of all. */
export class QuotaOperations {
  readonly #options: QuotaOperationsOptions;

  constructor(options: QuotaOperationsOptions) {
    this.#options = options;
  }

  /** @throws {WireError} 400 where the request breaks a constraint, or what it asks for is not there. */
  perform(operation: OperationName, input: QuotaRequest): Reply {
    const kind = operation.includes('AWSDefault') ? 'default' : 'applied';
    if (operation.startsWith('List')) return this.#list(kind, input);
    return this.#get(kind, input);
  }

  #get(kind: Kind, input: QuotaRequest): Reply {
    checkInput({ ...input }, ['ServiceCode', 'QuotaCode']);
    const { QuotaCode = '' } = input;
    const found = this.#quotasOf(kind, input).find(({ code }) => code === QuotaCode);
    if (found === undefined) throw noSuchResource(`${kind} value of the quota ${quote(QuotaCode)}`);
    return { Quota: this.#describe(kind, found) };
  }

  #list(kind: Kind, input: QuotaRequest): Reply {
    checkInput({ ...input }, ['ServiceCode']);
    const { QuotaCode, NextToken, MaxResults = DEFAULT_PAGE, QuotaAppliedAtLevel } = input;
    const listed = this.#quotasOf(kind, input).filter(
      ({ code }) =>
        QuotaAppliedAtLevel !== 'RESOURCE' && (QuotaCode === undefined || code === QuotaCode),
    );
    const start = NextToken === undefined ? 0 : startOf(NextToken, kind);
    const page = listed.slice(start, start + MaxResults);
    const end = start + page.length;
    const Quotas = page.map((quota) => this.#describe(kind, quota));
    return end < listed.length ? { Quotas, NextToken: tokenFor(end, kind) } : { Quotas };
  }

  #quotasOf(kind: Kind, { ServiceCode = '' }: QuotaRequest): readonly EmulatedQuota[] {
    if (ServiceCode !== SERVICE_CODE) throw noSuchResource(`service ${quote(ServiceCode)}`);
    const { quotas } = this.#options;
    return kind === 'default'
      ? quotas
      : quotas.filter(({ appliedValue }) => appliedValue !== undefined);
  }

  /** An ARN of a default names no account. */
  #describe(kind: Kind, quota: EmulatedQuota): Reply {
    const { region, account } = this.#options;
    const { code, name, adjustable, unit = 'None' } = quota;
    const isApplied = kind === 'applied';
    return {
      ServiceCode: SERVICE_CODE,
      ServiceName: 'Amazon Bedrock',
      QuotaArn: `arn:aws:servicequotas:${region}:${isApplied ? account : ''}:${SERVICE_CODE}/${code}`,
      QuotaCode: code,
      QuotaName: name,
      Value: isApplied ? quota.appliedValue : quota.defaultValue,
      Unit: unit,
      Adjustable: adjustable,
      GlobalQuota: false,
      ...(isApplied ? { QuotaAppliedAtLevel: 'ACCOUNT' } : {}),
    };
  }
}

function tokenFor(start: number, kind: Kind): string {
  return Buffer.from(`${kind} ${start}`).toString('base64');
}

function startOf(token: string, kind: Kind): number {
  const [made, start = ''] = Buffer.from(token, 'base64').toString().split(' ');
  if (made !== kind || !/^[0-9]{1,9}$/.test(start)) throw invalidToken();
  return Number(start);
}
