import type { S3Client } from '@aws-sdk/client-s3';
import type { Source } from '../../builders/index.ts';
import type { AnswerOptions } from '../answers/check-answer.ts';
import type { OutcomeOrder } from '../order/outcome-order.ts';
import type { JobOutcomes, TriedRound } from '../outcomes/job-outcomes.ts';
import type { TakeNote } from '../outcomes/outcome-note.ts';
import type { OutputOptions } from '../outputs/output-files.ts';

/** Options of {@link readOutcomes}. */
export interface ReadOutcomesOptions<Answer = unknown>
  extends OutputOptions,
    AnswerOptions<Answer> {
  /** Client to read with. Default: made by the SDK's default chain for the run's region. */
  readonly s3?: S3Client | undefined;
  readonly profile?: string | undefined;
  /** URL of another S3 endpoint, for a client that is made. */
  readonly endpoint?: string | undefined;
  /**
   * The source the dataset was built from, however it was saved since. Its rows are compared with those of the build first; where
   * they stand in another order they are joined by their ids, if a template made these.
   */
  readonly source?: Source | undefined;
  /**
   * Folder for a file with rows of the source that are too many or too large for memory, where they stand in another order or share
   * answers; it is gone with the process. Such rows come back as JSON says them. Without a folder nothing is written, and such a source is read once for each job.
   * With `order: 'source'` also for one with the outcomes that wait, which are in memory without it.
   */
  readonly tmp?: string | undefined;
  /**
   * `outputs`: job by job as Bedrock wrote them, and nothing waits. `source`: as the rows stood when the dataset was built, each that shares an
   * answer or was rejected in its own place. Default `outputs`.
   */
  readonly order?: OutcomeOrder | undefined;
  /** Whether each outcome carries its record. Default false. */
  readonly withRecord?: boolean | undefined;
  /** Whether jobs that still run are read too; records without an output line are then left out. Default false. */
  readonly partial?: boolean | undefined;
  /**
   * Folders of jobs that Bedrock has forgotten before they were seen to end. They are read as if they had completed, and
   * their output manifest alone says whether all is there. Default: none.
   */
  readonly forgotten?: readonly string[] | undefined;
  /** Only these jobs, by their folders, and none of the rows that the build set aside. Default: all. */
  readonly jobs?: readonly string[] | undefined;
  /** Called after each job with what its outcomes add up to. */
  readonly onJob?: ((job: JobOutcomes) => void) | undefined;
  /** Called at the end where something of the run was tried again, with what that took: the third argument of `sumOutcomes`. */
  readonly onRetries?: ((rounds: readonly TriedRound[]) => void) | undefined;
  /** Told what whoever reads the outcomes should know, such as that rows were joined by id. */
  readonly onNote?: TakeNote | undefined;
}
