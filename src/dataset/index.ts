export * from './dataset.ts';
export * from './layout.ts';
export * from './manifest.ts';
export * from './names.ts';
export * from './run/job-arn.ts';
export * from './run/job-statuses.ts';
export * from './run/run.ts';
export * from './run/run-state.ts';
export { endpointNotGiven, requireRunTarget } from './run/run-target.ts';
