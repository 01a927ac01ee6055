import type { TimeLeft } from '../../core/index.ts';
import type { SeenStatus } from '../../dataset/index.ts';

/** Jobs that are at the same point. */
export interface JobsAtStatus {
  /** Absent where they are not submitted, or were not looked at yet. */
  readonly status?: SeenStatus | undefined;
  /** Present where none was asked for. */
  readonly unsubmitted?: true | undefined;
  /** Present where Bedrock does not know them any more. */
  readonly forgotten?: true | undefined;
  /** Present where they are stopped because they had not begun by their deadline. */
  readonly stopAsked?: true | undefined;
  readonly jobs: number;
}

/** USD. */
export interface CostSoFar {
  readonly low: number;
  /** Undefined where nothing bounds what answers cost, or tokens of a cache were used, of which no price was read. */
  readonly high: number | undefined;
  /** Whether some of it is estimated: the tokens of a job are only known by its outcomes. */
  readonly isEstimated: boolean;
}

/** How far jobs are, measured by what was seen of them while they were watched. */
export interface RunMeasure {
  /** Records that Bedrock counts as processed, padding included; it falls only where a job is asked for anew. */
  readonly done: number;
  /** All records of the jobs, `done` or more; undefined where Bedrock has not counted them yet, and nobody else has. */
  readonly total: number | undefined;
  /** Those of `done` that failed. */
  readonly failed: number;
  /** Records a second, in the last half an hour of watching; undefined where nothing tells it. */
  readonly rate: number | undefined;
  /** Until the jobs have processed their records; undefined where nothing tells it, such as while none has begun. */
  readonly left: TimeLeft | undefined;
  /** From those that have ended to those that are not submitted. */
  readonly statuses: readonly JobsAtStatus[];
  /** What processed records have cost; absent where no price or no estimate of the dataset is known. */
  readonly cost?: CostSoFar | undefined;
}
