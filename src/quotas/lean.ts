// The quota table alone: what a file is checked by, without the planner and without Service Quotas.
export { isModel } from './table/codes-of.ts';
export { quotaCodes } from './table/quota-codes.ts';
export { quotasFor } from './table/quotas-for.ts';
