import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import {
  type JobAttempt,
  outcomesPath,
  type Run,
  type RunJob,
  type SavedOutcomes,
} from '../../dataset/index.ts';
import { type Home, moveInto, provideFolder, startingOver } from '../../io/index.ts';
import { agreementOf } from '../agreement/agreement.ts';
import { requireAgreement } from '../agreement/outputs-differ.ts';
import { leftOver } from '../outcomes/job-end.ts';
import type { JobOutcomes } from '../outcomes/job-outcomes.ts';
import { OutcomeLines } from '../outcomes/outcome-lines.ts';
import { OutcomeCounter, type OutcomeProgress } from '../outcomes/outcome-progress.ts';
import { isFinal } from '../outcomes/saved-finality.ts';
import { readJob } from '../reading/job-reading.ts';
import type { ReadOutcomesOptions } from '../reading/read-outcomes-options.ts';
import { closeReading, jobReading, openReading, type RunReading } from '../reading/run-reading.ts';
import type { OutcomePieces } from './outcome-pieces.ts';
import { type RejectedFile, rejectedFile, saveRejected } from './save-rejected.ts';
import { type WholeFile, wholeFileIn, writeWhole } from './whole-file.ts';

/** Options of {@link saveOutcomes}. */
export interface SaveOutcomesOptions
  extends Omit<ReadOutcomesOptions, 'partial' | 'tmp' | 'answer' | 'jobs'> {
  /** Only these jobs, by their folders. Default: all. */
  readonly jobs?: readonly string[] | undefined;
  /** Whether outcomes are kept although the outputs are not those that Bedrock counted. Default false. */
  readonly acceptMissing?: boolean | undefined;
  /** Told how many outcomes are read, of the jobs whose outcomes are not kept yet. */
  readonly onProgress?: ((progress: OutcomeProgress) => void) | undefined;
}

/**
 * Writes the outcomes of each ended job into the run's folder, one file a job, seen only once it is whole.
 *
 * What is kept is final, so it has to come to what Bedrock counted: {@link agreementOf}. Outcomes of a job's last attempt
 * that do stay as they are; those that were kept in doubt, also by an earlier version, are read again. The source is
 * compared with the dataset once, before the first file is written, and is read at most twice, however many jobs there are: rows that are too many or too
 * large for memory go to a file beside the outcomes, which is gone with the process. Where rows were set aside it is read once more: these have a file of their own, `rejected.jsonl`,
 * written behind those of the jobs and once. A row that JSON cannot
 * say is left out of its outcome; big integers of a program become text. Memory: as {@link readOutcomes}.
 *
 * @returns Paths of the outcomes of all ended jobs, in the order of the jobs, and of the rows that were set aside, if any.
 * @throws {JobError} `JOB_OUTPUTS_DIFFER` after all jobs were read, where outputs are not those that Bedrock counted and
 *   `acceptMissing` is not set. The jobs that agree are kept.
 * @throws {DatasetError} `DATASET_BUSY` where another process works on the run, `DATASET_WRITE`.
 * @throws As {@link readOutcomes}, except that jobs which still run are left out.
 */
export async function saveOutcomes(
  run: Run,
  options: SaveOutcomesOptions = {},
): Promise<readonly string[]> {
  const ended: EndedJob[] = [];
  for (const job of run.state.jobs) {
    if (options.jobs?.includes(job.folder) === false) continue;
    const attempt = job.attempts.at(-1);
    const isEnded = leftOver(attempt) !== undefined || options.forgotten?.includes(job.folder);
    if (isEnded === true) ended.push(await endedJob(run, job, attempt));
  }
  const unsaved = ended.filter(({ isSaved }) => !isSaved);
  const rejected = await rejectedFile(run);
  if (unsaved.length > 0 || rejected?.isSaved === false)
    requireAgreement(await run.owning(() => saveJobs(run, { unsaved, rejected }, options)));
  const files = [...ended, ...(rejected === undefined ? [] : [rejected])];
  return files.map(({ path }) => run.dataset.home.nameOf(path));
}

interface EndedJob {
  readonly run: Run;
  readonly job: RunJob;
  readonly attempt: JobAttempt | undefined;
  /** Of its file, below the dataset. */
  readonly path: string;
  /** Whether its outcomes are there, and final. */
  readonly isSaved: boolean;
}

async function endedJob(run: Run, job: RunJob, attempt: JobAttempt | undefined): Promise<EndedJob> {
  const path = outcomesPath(run.name, job.folder);
  const isSaved = isFinal(job) && (await run.dataset.home.size(path)) !== undefined;
  return { run, job, attempt, path, isSaved };
}

/** One that is saved now. */
interface SavedJob extends EndedJob {
  readonly counter: OutcomeCounter;
}

/** What is not saved yet. */
interface Unsaved {
  readonly unsaved: readonly EndedJob[];
  readonly rejected: RejectedFile | undefined;
}

/** Saves what is not saved; gives the jobs whose outputs are not what Bedrock counted. */
async function saveJobs(
  run: Run,
  { unsaved, rejected }: Unsaved,
  options: SaveOutcomesOptions,
): Promise<readonly JobOutcomes[]> {
  const folders = unsaved.map(({ job }) => job.folder);
  const chosen = run.dataset.manifest.jobs.filter(({ folder }) => folders.includes(folder));
  const reading = await openReading(run, chosen, {
    ...options,
    jobs: undefined,
    areTexts: true,
    tmp: options.source && (await roomFor(unsaved)),
  });
  const differing: JobOutcomes[] = [];
  const counter = new OutcomeCounter(run, { jobs: chosen }, options.onProgress);
  try {
    for (const job of unsaved) {
      differing.push(...(await saveJob({ ...job, counter }, reading, options)));
      counter.end();
    }
    if (rejected?.isSaved === false) await saveRejected(rejected, reading);
  } finally {
    await closeReading(reading);
  }
  return differing;
}

/** Gives the folder of the outcomes, where there is room for rows too. */
async function roomFor(jobs: readonly EndedJob[]): Promise<string | undefined> {
  const [first] = jobs;
  if (first === undefined) return undefined;
  const { home } = first.run.dataset;
  if (home.folder === undefined) return tmpdir();
  const folder = dirname(home.nameOf(first.path));
  await provideFolder(folder);
  return folder;
}

/** Saves a job's outcomes; gives what they come to where that is not what Bedrock counted, and then nothing is kept. */
async function saveJob(
  ended: SavedJob,
  reading: RunReading,
  options: SaveOutcomesOptions,
): Promise<readonly JobOutcomes[]> {
  const { run, job, attempt } = ended;
  const { sums, agreement } = await startingOver(() => writeOutcomes(ended, reading, options));
  if (agreement === 'differs') {
    await setAside(ended);
  } else {
    const { counts, incomplete, unjudged, tokens, repeats, padding, anomalies, conflicts } = sums;
    const added = { counts, incomplete, unjudged, tokens, repeats, padding, anomalies, conflicts };
    await run.updateJob(job.folder, {
      saved: { attempt: attempt?.attempt ?? 0, ...added, agreement },
    });
  }
  options.onJob?.(sums);
  return agreement === 'differs' ? [sums] : [];
}

interface Written {
  readonly sums: JobOutcomes;
  /** `differs` where nothing was written. */
  readonly agreement: SavedOutcomes['agreement'] | 'differs';
}

/** Reads a job's outcomes to the end, checks included, before a file of them is seen. */
async function writeOutcomes(
  ended: SavedJob,
  reading: RunReading,
  options: SaveOutcomesOptions,
): Promise<Written> {
  const file = await wholeFileIn(ended.run.dataset.home, ended.path, options.signal);
  try {
    const sums = await readInto(file, ended, reading);
    const agreement = howSaved(sums, options);
    if (agreement === 'differs') await file.abandon();
    else await file.finish();
    return { sums, agreement };
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

function howSaved(
  sums: JobOutcomes,
  { acceptMissing = false }: SaveOutcomesOptions,
): SavedOutcomes['agreement'] | 'differs' {
  const { status } = agreementOf(sums);
  return status !== 'agrees' && acceptMissing ? 'accepted' : status;
}

async function readInto(
  file: WholeFile,
  { run, job, counter }: SavedJob,
  reading: RunReading,
): Promise<JobOutcomes> {
  counter.begin();
  const datasetJob = run.dataset.manifest.jobs.find(({ folder }) => folder === job.folder);
  if (datasetJob === undefined) throw new RangeError(`The dataset has no job ${job.folder}`);
  const ended: JobOutcomes[] = [];
  const outcomes = readJob(jobReading(reading, datasetJob, (sums) => ended.push(sums)));
  const lines = new OutcomeLines();
  for await (const batch of outcomes) {
    let count = 0;
    for (const outcome of batch) {
      count += 1;
      lines.add(outcome);
      if (lines.isFull) await file.append(lines.take());
    }
    counter.add(count);
  }
  await file.append(lines.take());
  const [sums] = ended;
  if (sums === undefined) throw new RangeError(`The outcomes of ${job.folder} were not read`);
  return sums;
}

/** What was kept in doubt before is final no more; its file stays beside the others under another name. */
async function setAside({ run, job, path }: EndedJob): Promise<void> {
  if (job.saved === undefined) return;
  await run.updateJob(job.folder, { saved: undefined });
  const { home } = run.dataset;
  if ((await home.size(path)) === undefined) return;
  const aside = path.replace(/\.jsonl$/, '.in-doubt.jsonl');
  if (home.folder !== undefined) return moveInto(home.nameOf(path), home.nameOf(aside));
  await writeWhole(await wholeFileIn(home, aside), bytesOf(home, path));
  await home.remove(path);
  home.forget(path);
}

async function* bytesOf(home: Home, path: string): OutcomePieces {
  yield* home.read(path);
  return 0;
}
