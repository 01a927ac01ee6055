export * from './job-packer.ts';
export * from './padding.ts';
export * from './plan-jobs.ts';
export * from './quota-codes.ts';
export { parseQuotaOption, quotaNames, quotaOptionNames } from './quota-options.ts';
export * from './quota-table.ts';
export * from './quotas.ts';
export * from './quotas-for.ts';
export * from './shorten-files.ts';
