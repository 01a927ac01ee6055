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
