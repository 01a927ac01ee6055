// The quota table alone: what a file is checked by, without the planner and without Service Quotas.
export { isModel } from './codes-of.ts';
export { quotaCodes } from './quota-codes.ts';
export { quotasFor } from './quotas-for.ts';
