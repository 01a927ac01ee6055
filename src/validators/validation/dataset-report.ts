import type { Report } from '../../core/index.ts';
import type { UsedQuotas } from './choose-quotas.ts';

/** What a validation of files or datasets found. */
export interface DatasetReport extends Report {
  /** The quotas that were checked, with their origins; only where Service Quotas was asked. */
  readonly quotas?: UsedQuotas | undefined;
}
