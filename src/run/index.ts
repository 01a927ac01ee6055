export { askOnDemand } from './on-demand/ask-on-demand.ts';
export type {
  OnDemandOptions,
  OnDemandProgress,
  OnDemandRecords,
  OnDemandReport,
  RuntimeClient,
  RuntimeOptions,
} from './on-demand/on-demand-options.ts';
export { planRun, type RunPlan } from './plan-run.ts';
export { runDataset } from './run-dataset.ts';
export type {
  Connection,
  RunDatasetOptions,
  StartRunOptions,
  TargetOptions,
} from './run-options.ts';
export {
  type RunBegun,
  type RunProgress,
  type RunReport,
  type Stage,
  type StageTime,
  type StartedRun,
  stages,
} from './run-report.ts';
export { startRun } from './start-run.ts';
