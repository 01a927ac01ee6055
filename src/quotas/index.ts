export { type LiveOrigin, type LiveQuota, NOTHING_RUNS } from './live/live-quota.ts';
export { type LiveQuotas, type LiveQuotasOptions, readLiveQuotas } from './live/live-quotas.ts';
export type { ServiceQuotasOptions } from './live/service-quotas-options.ts';
export { type Handover, JobPacker } from './plan/job-packer.ts';
export { padIds } from './plan/padding.ts';
export { type JobsPlan, type PlannedFile, type PlannedJob, planJobs } from './plan/plan-jobs.ts';
export { isModel } from './table/codes-of.ts';
export { type ModelQuotaCodes, quotaCodes } from './table/quota-codes.ts';
export { parseQuotaOption, quotaNames } from './table/quota-options.ts';
export {
  type QuotaConfidence,
  type QuotaRow,
  type QuotaUnit,
  quotaTable,
} from './table/quota-table.ts';
export type { QuotaName, Quotas } from './table/quotas.ts';
export {
  type QuotaInForce,
  type QuotaOverrides,
  type QuotasForOptions,
  type QuotasInForce,
  quotasFor,
} from './table/quotas-for.ts';
