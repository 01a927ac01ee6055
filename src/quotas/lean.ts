// The quota table alone: what a file is checked by, without the planner and without Service Quotas.
export { quotaCodes } from './quota-codes.ts';
export { quotasFor } from './quotas-for.ts';
