/** The lists of Service Quotas: the values of the account, and those that AWS gives to all. */
export type ListOperation = 'ListServiceQuotas' | 'ListAWSDefaultServiceQuotas';

/** A quota as Service Quotas lists it. Its name is left out: only codes decide. */
export interface ListedQuota {
  readonly code: string | undefined;
  readonly value: number | undefined;
  readonly unit: string | undefined;
}

/** One page of a list. */
export interface QuotaPage {
  readonly quotas: readonly ListedQuota[];
  /** Asks for the next page; undefined on the last one. */
  readonly next: string | undefined;
}
