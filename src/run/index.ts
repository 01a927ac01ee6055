export { planRun, type RunPlan } from './plan-run.ts';
export { runDataset } from './run-dataset.ts';
export type { Connection, RunDatasetOptions, TargetOptions } from './run-options.ts';
export {
  type RunProgress,
  type RunReport,
  type Stage,
  type StageTime,
  stages,
} from './run-report.ts';
