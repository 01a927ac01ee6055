export * from './dataset.ts';
export * from './job-arn.ts';
export * from './job-statuses.ts';
export * from './layout.ts';
export * from './manifest.ts';
export * from './names.ts';
export * from './run.ts';
export * from './run-state.ts';
export { endpointNotGiven, requireRunTarget } from './run-target.ts';
