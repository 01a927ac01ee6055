// The quota table alone: what a file is checked by, without the planner and without Service Quotas.
export { quotasFor } from './quotas-for.ts';
