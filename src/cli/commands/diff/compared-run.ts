import { DatasetError } from '../../../core/index.ts';
import type { Run } from '../../../dataset/index.ts';
import type { AnswerForm, JobOutcomes, Outcome, TriedRound } from '../../../results/index.ts';
import { isS3Argument } from '../../flags/dataset-argument.ts';
import type { AwsFlags } from '../../flags/flags.ts';
import type { Session } from '../../session/session.ts';
import { lookAtJobs } from '../results/outputs-agree.ts';
import { noteTaker } from '../results/take-notes.ts';

/** What stands between the folder of a dataset and the name of a run. */
const RUN_MARK = '#';

/** One of the two runs that are compared, and what was read of it so far. */
export interface ComparedRun {
  /** As it was named. */
  readonly name: string;
  readonly run: Run;
  readonly jobs: JobOutcomes[];
  readonly rounds: TriedRound[];
}

/**
 * Opens a run by `folder` or `folder#run`, or by the same of a prefix in S3; a folder may have the sign in its own name, and no prefix of a job can.
 *
 * @throws What `chooseRun` throws.
 */
export async function comparedRun(
  name: string,
  flags: AwsFlags,
  session: Session,
): Promise<ComparedRun> {
  const { pathKind } = await import('../../../io/index.ts');
  const { chooseRun } = await import('../../services/choose-run.ts');
  const mark = name.lastIndexOf(RUN_MARK);
  const isWhole = mark === -1 || (!isS3Argument(name) && (await pathKind(name)) === 'folder');
  const run = isWhole
    ? await chooseRun(name, flags, session)
    : await chooseRun(name.slice(0, mark), { ...flags, run: name.slice(mark + 1) }, session).catch(
        sayMark,
      );
  return { name, run, jobs: [], rounds: [] };
}

/** Here a run is named in another way than by a flag. */
function sayMark(error: unknown): never {
  if (!(error instanceof DatasetError) || error.code !== 'RUN_NOT_FOUND') throw error;
  const { code, message, path, cause } = error;
  const hint = `Submit the dataset first, or name another run of it behind the ${RUN_MARK}`;
  throw new DatasetError(code, message, { path, cause, hint });
}

/** How both runs are read. */
export interface ComparedReading {
  readonly flags: AwsFlags;
  readonly answer: AnswerForm | undefined;
  /** Folder for what waits. */
  readonly tmp: string;
  readonly session: Session;
}

/** Does work with the outcomes of a run in the order of its source: those that are saved, where all are, else those of its outputs. */
export async function withOutcomes<Value>(
  { run, jobs, rounds }: ComparedRun,
  { flags, answer, tmp, session }: ComparedReading,
  work: (outcomes: AsyncIterable<Outcome>) => Promise<Value>,
): Promise<Value> {
  const { areAllSaved, readAllSaved, readOutcomes } = await import('../../../results/index.ts');
  const options = {
    order: 'source',
    tmp,
    answer,
    onJob: (job: JobOutcomes) => {
      jobs.push(job);
    },
    onRetries: (tried: readonly TriedRound[]) => {
      rounds.push(...tried);
    },
  } as const;
  const { connected } = await import('../../services/connection.ts');
  if (await areAllSaved(run)) return work(readAllSaved(run, options));
  return connected(run, flags, async (reach) => {
    const forgotten = await lookAtJobs(run, reach, session);
    const told = { signal: session.signal, forgotten, onNote: noteTaker(session) };
    return work(readOutcomes(run, { ...reach, ...options, ...told }));
  });
}
