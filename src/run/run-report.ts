import type { BuiltDataset } from '../builders/index.ts';
import type { Report, TimeLeft } from '../core/index.ts';
import type { Run } from '../dataset/index.ts';
import type { JobSnapshot, RunMeasure, SubmissionPlan } from '../jobs/index.ts';
import type { OutcomeNote, OutcomeTotals, TriedRound } from '../results/index.ts';
import type { CanaryReport } from './canary/canary-report.ts';

/** The stages of a run, in their order; `canary` only where some records are tried first, `ask` where records are asked on demand. */
export const stages = [
  'build',
  'validate',
  'upload',
  'canary',
  'submit',
  'wait',
  'results',
  'ask',
] as const;

/** One stage of a run. */
export type Stage = (typeof stages)[number];

/** What `runDataset` would do once its dataset is built. */
export interface RunPlan {
  readonly dataset: BuiltDataset;
  /** S3 URI the dataset would lie at. */
  readonly uri: string;
  /** What would be asked of Bedrock, to the letter. */
  readonly submission: SubmissionPlan;
}

/** How long a stage took. */
export interface StageTime {
  readonly stage: Stage;
  readonly milliseconds: number;
}

/** What is known of the way to the jobs of a run. */
export interface RunBegun {
  /** Whether the dataset was there already, from an earlier call. */
  readonly datasetReused: boolean;
  /** What validation found; errors only where all jobs were submitted before, else they end the run. */
  readonly validation: Report;
  readonly stages: readonly StageTime[];
  /** What the canary came to; absent where there is none, or an earlier call had decided on it. */
  readonly canary?: CanaryReport | undefined;
}

/** A run whose jobs are with Bedrock. */
export interface StartedRun extends RunBegun {
  readonly run: Run;
  /** Whether only its canary is, which has not ended: calling again once it has submits the others. */
  readonly isCanaryOpen: boolean;
}

/** What a whole run came to. */
export interface RunReport extends RunBegun {
  readonly run: Run;
  readonly jobs: readonly JobSnapshot[];
  readonly shards: number;
  /** Where records were tried again, each counts once, with its best outcome; tokens are those of all attempts. */
  readonly totals: OutcomeTotals;
  /** What was tried again, round by round; empty where nothing was. */
  readonly rounds: readonly TriedRound[];
  /**
   * Whether the outcomes carry their rows; they do not where the source is a stream or none was given, or its rows or a shard were changed
   * since the build.
   */
  readonly rows: 'joined' | 'no-source' | 'not-repeatable' | 'source-changed' | 'dataset-changed';
  /** What else is worth knowing of how outcomes were joined. */
  readonly notes: readonly OutcomeNote[];
  /** Folders of jobs with records without a line, of which Bedrock says nothing to compare with; the next call reads them again. */
  readonly unproven: readonly string[];
  /** Folders of jobs whose outputs are not those that Bedrock counted, and were kept with `acceptMissing`. */
  readonly accepted: readonly string[];
  /** Folders of jobs that Bedrock did not know any more: their outcomes are what the outputs held. */
  readonly forgotten: readonly string[];
  /**
   * Paths of the files with the outcomes: one per job, and one of the rows that the build set aside, if it did; where records were tried again
   * one file of the best outcomes.
   */
  readonly outcomes: readonly string[];
}

/** Something that happened on the way; `done` and `total` count what `unit` names. */
export interface RunProgress {
  readonly stage: Stage;
  readonly step: 'begin' | 'progress' | 'end';
  readonly done?: number | undefined;
  readonly total?: number | undefined;
  readonly unit?: 'rows' | 'records' | 'bytes' | 'jobs' | undefined;
  /** What `unit` names, a second, as far as this call did it; undefined as long as nothing tells it. */
  readonly rate?: number | undefined;
  /** Until `total` is done; undefined where nothing tells it. */
  readonly left?: TimeLeft | undefined;
  /** While jobs are watched: how far they are, and what they have cost so far. */
  readonly measure?: RunMeasure | undefined;
  /** While jobs wait for the quota of concurrent ones: since when it has let none in, ISO 8601. */
  readonly waitingSince?: string | undefined;
  /** What else there is to say, in one short clause. */
  readonly detail?: string | undefined;
}
