/**
 * Goes the whole way from a source to outcomes in one call, which goes on where it was when it is called again.
 *
 * @module
 */
export { type OpenRunOptions, openRun, type Run } from './dataset/index.ts';
export { openTokenizer, type TokenizerOptions } from './pricing/index.ts';
export {
  askOnDemand,
  type BegunRound,
  CanaryError,
  type CanaryOptions,
  type CanaryProjection,
  type CanaryReport,
  type Connection,
  type LeftRecords,
  type OnDemandOptions,
  type OnDemandProgress,
  type OnDemandRecords,
  type OnDemandReport,
  type OpenTokenCounter,
  openTokenCounter,
  planRetry,
  planRun,
  type RetryPlan,
  type RetryProgress,
  type RetryReport,
  type RetryRunOptions,
  type RunBegun,
  type RunBuiltOptions,
  type RunDatasetOptions,
  type RunPlan,
  type RunProgress,
  type RunReport,
  type RuntimeClient,
  type RuntimeOptions,
  retryRun,
  runBuilt,
  runDataset,
  type Stage,
  type StageTime,
  type StartedRun,
  type StartRunOptions,
  stages,
  startRun,
  type TokenCounterOptions,
} from './run/index.ts';
