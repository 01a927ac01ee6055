export { planBuilt } from './built/plan-built.ts';
export { runBuilt } from './built/run-built.ts';
export { startBuilt } from './built/start-built.ts';
export { CanaryError } from './canary/canary-error.ts';
export type { CanaryOptions } from './canary/canary-options.ts';
export type { CanaryProjection, CanaryReport } from './canary/canary-report.ts';
export { askOnDemand } from './on-demand/ask-on-demand.ts';
export type {
  OnDemandOptions,
  OnDemandProgress,
  OnDemandRecords,
  OnDemandReport,
  RuntimeClient,
  RuntimeOptions,
} from './on-demand/on-demand-options.ts';
export {
  type OpenTokenCounter,
  openTokenCounter,
  type TokenCounterOptions,
} from './on-demand/open-token-counter.ts';
export { makeRuntimeClient } from './on-demand/run-runtime.ts';
export { planRun } from './plan-run.ts';
export { planRetry } from './retry/plan-retry.ts';
export type { RetryProgress, RetryRunOptions } from './retry/retry-options.ts';
export type { BegunRound, LeftRecords, RetryPlan, RetryReport } from './retry/retry-report.ts';
export { retryRun } from './retry/retry-run.ts';
export { runDataset } from './run-dataset.ts';
export type {
  Connection,
  RunBuiltOptions,
  RunDatasetOptions,
  StartRunOptions,
  TargetOptions,
} from './run-options.ts';
export {
  type RunBegun,
  type RunPlan,
  type RunProgress,
  type RunReport,
  type Stage,
  type StageTime,
  type StartedRun,
  stages,
} from './run-report.ts';
export { startRun } from './start-run.ts';
