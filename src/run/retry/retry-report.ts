import type { Dataset, Run } from '../../dataset/index.ts';
import type { SubmissionPlan } from '../../jobs/index.ts';
import type { OutcomeTotals, RetryCause, TriedRound } from '../../results/index.ts';

/** A round of retries that begins, or is gone on with. */
export interface BegunRound {
  /** 1-based. */
  readonly round: number;
  /** The records that are asked again, as a dataset of their own. */
  readonly dataset: Dataset;
  /** Why they are; empty where an earlier call has begun the round. */
  readonly causes: readonly RetryCause[];
  /** Only where its records are asked on demand, and not by jobs. */
  readonly asked?: 'on-demand' | undefined;
}

/** Records that are worth trying again, and were not. */
export interface LeftRecords {
  readonly records: number;
  /**
   * `attempts`: they were asked as often as they may be. `minimum`: they are fewer than a job needs. `job-failed`: a job ended before it
   * processed anything, and is asked for again by the next call.
   */
  readonly why: 'attempts' | 'minimum' | 'job-failed';
  /** Why they are worth it; empty where a job failed. */
  readonly causes: readonly RetryCause[];
}

/** What a run came to with all that was tried again. */
export interface RetryReport {
  readonly run: Run;
  /** All rounds, those of earlier calls too. */
  readonly rounds: readonly TriedRound[];
  /** Each record counts once, with its best outcome; tokens are those of all attempts. */
  readonly totals: OutcomeTotals;
  /** Undefined where nothing is worth trying again. */
  readonly left: LeftRecords | undefined;
  /** Runs with a job that ended before it processed anything: the run itself, or that of a round. */
  readonly failed: Run | undefined;
  /** Paths of the files with the best outcome of every record: one, or those of the run where nothing was tried again. */
  readonly outcomes: readonly string[];
}

/** What `retryRun` would do next. */
export interface RetryPlan {
  /** Folders of jobs of the run that would be asked for again as a whole; the rounds come behind them. */
  readonly again: readonly string[];
  /** The round that would begin, or be gone on with; undefined where none would. */
  readonly round: BegunRound | undefined;
  /** What would be asked of Bedrock for it, to the letter; undefined where its records would be asked on demand. */
  readonly submission: SubmissionPlan | undefined;
  /** Records that would be left. */
  readonly left: LeftRecords | undefined;
}
