import { isBedrockBatchError } from '../core/index.ts';
import { type Dataset, findRun, openRun, type Run } from '../dataset/index.ts';
import {
  isEnded,
  lookSurely,
  mayBeRequested,
  needsRequest,
  type RunSnapshot,
  type SubmitOptions,
  snapshotWithout,
  submitJobs,
} from '../jobs/index.ts';
import { asStep } from './step-error.ts';
import { type Members, requireEvent, type StepEvent } from './step-event.ts';
import { type LambdaContext, turnSignal } from './turn-signal.ts';
import { withDataset } from './with-dataset.ts';

/** Event of {@link advance}: what the jobs are asked for with, the same in each turn. Plain JSON. */
export interface AdvanceEvent
  extends StepEvent,
    Pick<
      SubmitOptions,
      | 'roleArn'
      | 'outputUri'
      | 'model'
      | 'baseModel'
      | 'modelInvocationType'
      | 'allowUnchecked'
      | 'severities'
      | 'jobNamePrefix'
      | 'vpcConfig'
      | 'timeoutDurationInHours'
      | 'tags'
      | 'outputKmsKey'
      | 'inputBucketOwner'
      | 'outputBucketOwner'
      | 'maxCost'
      | 'priceIn'
      | 'priceOut'
    > {
  /** Name of the run. Default `main`. */
  readonly run?: string | undefined;
  /** Attempts at most at a job that ends before anything of it is processed. Default 3. */
  readonly mostAttempts?: number | undefined;
}

type AskedOptions = Omit<AdvanceEvent, 'out' | 'run' | 'mostAttempts'>;

/** How far a run is. Plain JSON. */
export interface Advanced {
  readonly out: string;
  readonly run: string;
  /** Whether no job is left to be asked for or to end. */
  readonly done: boolean;
  readonly jobs: number;
  /** Jobs that are with Bedrock, or were. */
  readonly submitted: number;
  /** Those of them that have ended, or that Bedrock does not know any more. */
  readonly ended: number;
  /** Those of these that ended before anything was processed, as often as they may be asked for. */
  readonly failed: number;
  /** Why the first of these failed, in Bedrock's words. */
  readonly message?: string | undefined;
  readonly records: RunSnapshot['records'];
}

/** Attempts at most at a job that ends before anything of it is processed, where nothing else is said. */
export const MOST_ATTEMPTS = 3;

const MEMBERS: Members<AdvanceEvent> = {
  out: true,
  run: true,
  mostAttempts: true,
  roleArn: true,
  outputUri: true,
  model: true,
  baseModel: true,
  modelInvocationType: true,
  allowUnchecked: true,
  severities: true,
  jobNamePrefix: true,
  vpcConfig: true,
  timeoutDurationInHours: true,
  tags: true,
  outputKmsKey: true,
  inputBucketOwner: true,
  outputBucketOwner: true,
  maxCost: true,
  priceIn: true,
  priceOut: true,
};

/**
 * Takes a run one turn further: asks for the jobs that the quota has room for now, looks at those that are under way, and says whether anything is left; a Lambda handler.
 *
 * It waits for no job: call it again until `done`, with the same event. Names and tokens of the jobs are those of before, so nothing is paid for twice, also where it was
 * killed or two of them run at a time. A job that ended before anything was processed is asked for again, `mostAttempts` times in all.
 *
 * @throws {RepeatableStepError} where a repeated call may succeed, {@link StepError} where not.
 */
export function advance(event: AdvanceEvent, context?: LambdaContext): Promise<Advanced> {
  return asStep(async () => {
    const {
      out,
      run: name = 'main',
      mostAttempts = MOST_ATTEMPTS,
      ...asked
    } = requireEvent(event, MEMBERS);
    return withDataset(out, async (dataset) => {
      const turn = { name, mostAttempts, signal: turnSignal(context) };
      await submitWhatFits(dataset, asked, turn);
      const run = await openRun(dataset, { run: name });
      const snapshot = snapshotWithout(run, await lookSurely(run));
      return { out, run: name, ...advanced(run, snapshot, mostAttempts) };
    });
  });
}

interface Turn {
  readonly name: string;
  readonly mostAttempts: number;
  readonly signal: AbortSignal;
}

async function submitWhatFits(
  dataset: Dataset,
  asked: AskedOptions,
  { name, mostAttempts, signal }: Turn,
): Promise<void> {
  const begun = await findRun(dataset, name);
  if (begun !== undefined && !isAnyLeft(begun, mostAttempts)) return;
  try {
    await submitJobs(
      { dataset, uri: dataset.folder },
      { ...asked, run: name, mostAttempts, signal, waitForSlots: false },
    );
  } catch (error) {
    const isFull = isBedrockBatchError(error) && error.code === 'JOB_QUOTA';
    if (!isFull && !signal.aborted) throw error;
  }
}

function isAnyLeft({ state }: Run, mostAttempts: number): boolean {
  return state.jobs.some((job) => mayBeRequested(job, mostAttempts));
}

function advanced(
  run: Run,
  { jobs, records, done }: RunSnapshot,
  mostAttempts: number,
): Omit<Advanced, 'out' | 'run'> {
  const submitted = jobs.filter(({ jobArn }) => jobArn !== undefined);
  const ended = submitted.filter(
    ({ status, forgotten }) => forgotten === true || (status !== undefined && isEnded(status)),
  );
  const given = run.state.jobs.filter(
    (job) => needsRequest(job) && !mayBeRequested(job, mostAttempts),
  );
  const message = given[0]?.attempts.at(-1)?.seen?.message;
  return {
    done: done && !isAnyLeft(run, mostAttempts),
    jobs: jobs.length,
    submitted: submitted.length,
    ended: ended.length,
    failed: given.length,
    ...(message === undefined ? {} : { message }),
    records,
  };
}
