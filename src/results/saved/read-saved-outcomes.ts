import {
  type Dataset,
  type DatasetJob,
  datasetFile,
  outcomesPath,
  type Run,
} from '../../dataset/index.ts';
import {
  type Block,
  fileBlocks,
  LARGEST_LINE_BYTES,
  lineOf,
  PlainLineEngine,
} from '../../engine/index.ts';
import { type AnswerOptions, answerCheck } from '../answers/check-answer.ts';
import { inSourceOrder } from '../order/in-source-order.ts';
import { isSourceOrder, type OrderOptions } from '../order/outcome-order.ts';
import type { JobOutcomes } from '../outcomes/job-outcomes.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { oneByOne } from '../outcomes/outcome-batch.ts';
import { readSavedLine, readWholeLine } from '../outcomes/saved-line.ts';
import { savedSums } from '../outcomes/saved-sums.ts';
import { KeptRepeats } from '../repeats/kept-repeats.ts';
import { type BestReading, readBest } from '../tried/read-best.ts';
import { TriedAgain } from '../tried/tried-again.ts';
import { rejectedFile } from './save-rejected.ts';

/** Options of {@link readSavedOutcomes}. */
export interface SavedReadingOptions<Answer = unknown> extends OrderOptions, AnswerOptions<Answer> {
  /** Only these jobs, by their folders, and none of the rows that the build set aside. Default: all. */
  readonly jobs?: readonly string[] | undefined;
}

/**
 * Reads the outcomes that `saveOutcomes` or `runDataset` wrote, job by job, and at the end those of rows that the build set aside. Where records
 * were tried again, each has its best outcome, as {@link readOutcomes} gives it.
 *
 * Memory: one block of lines, and 24 bytes for each record that was tried again; in the order of the source also as {@link readOutcomes} in that order.
 *
 * @param run Run of a dataset in a folder or in S3; of that the files of outcomes are copied below the folder for temporary files, and gone once its home is closed.
 * @param options In which order, and what answers have to be; what is saved does not change by that.
 * @yields Outcomes in the order they were written, unless another is asked for; none for jobs whose outcomes are not saved.
 * @throws {InvalidOptionError} `INVALID_OPTION` for an order that there is not, and for `answer` as {@link readOutcomes}.
 * @throws {DatasetError} `DATASET_CHANGED` where they are asked for in the order of the source, and the dataset is not what was built.
 */
export async function* readSavedOutcomes<Answer = unknown>(
  run: Run,
  options: SavedReadingOptions<Answer> = {},
): AsyncGenerator<Outcome<Answer>, void, undefined> {
  const check = answerCheck(options);
  const tried = await TriedAgain.open(run, check);
  try {
    const outcomes = readSavedBest({ run, tried, check, onJob: undefined }, options);
    // an answer that is there was given by the schema
    yield* outcomes as AsyncGenerator<Outcome<Answer>>;
  } finally {
    tried?.close();
  }
}

/** {@link readSavedOutcomes} for who knows what was tried again, and wants to know what they come to. */
export async function* readSavedBest(
  best: BestReading,
  options: OrderOptions & Pick<SavedReadingOptions, 'jobs'>,
): AsyncGenerator<Outcome, void, undefined> {
  const { run, tried, check } = best;
  const isOrdered = isSourceOrder(options);
  const { dataset } = run;
  const saved = await savedFolders(run);
  const isWanted = (folder: string) => options.jobs?.includes(folder) !== false;
  const jobs = dataset.manifest.jobs.filter(({ folder }) => saved.has(folder) && isWanted(folder));
  const file = options.jobs === undefined ? await rejectedFile(run) : undefined;
  const rejected =
    file?.isSaved === true
      ? () => oneByOne(readFile(dataset, file.path, readWholeLine))
      : undefined;
  // what may get other members is written anew, but for its output and its record
  const read = tried === undefined && check === undefined ? readWholeLine : readSavedLine;
  const outcomesOf = ({ folder }: DatasetJob) =>
    oneByOne(
      readBest(best, (tell) =>
        readFile(dataset, outcomesPath(run.name, folder), read, () => tell?.(sumsOf(run, folder))),
      ),
    );
  if (isOrdered) {
    const repeats = KeptRepeats.open(dataset);
    const { tmp } = options;
    yield* inSourceOrder({ dataset, jobs, repeats, outcomesOf, rejected, tmp });
  } else {
    for (const job of jobs) yield* outcomesOf(job);
    if (rejected !== undefined) yield* rejected();
  }
}

function sumsOf({ state }: Run, folder: string): JobOutcomes {
  const [sums] = savedSums(state.jobs.filter((job) => job.folder === folder));
  if (sums === undefined) throw new RangeError(`The outcomes of ${folder} are not saved`);
  return sums;
}

/** Gives the folders of the jobs whose outcomes are there. */
export async function savedFolders({ name, state, dataset }: Run): Promise<ReadonlySet<string>> {
  const folders = new Set<string>();
  for (const { folder, saved } of state.jobs) {
    const path = outcomesPath(name, folder);
    if (saved !== undefined && (await dataset.home.size(path)) !== undefined) folders.add(folder);
  }
  return folders;
}

/** Gives the lines of saved outcomes as they stand, some at a time, in the order of {@link readSavedOutcomes}. */
export async function* savedBlocks(run: Run): AsyncGenerator<Block, void, undefined> {
  const { dataset } = run;
  const saved = await savedFolders(run);
  for (const { folder } of dataset.manifest.jobs)
    if (saved.has(folder)) yield* await blocksOf(dataset, outcomesPath(run.name, folder));
  const rejected = await rejectedFile(run);
  if (rejected?.isSaved === true) yield* await blocksOf(dataset, rejected.path);
}

async function* readFile(
  dataset: Dataset,
  path: string,
  read: (line: Uint8Array) => Outcome,
  onEnd?: () => void,
): AsyncGenerator<Iterable<Outcome>, void, undefined> {
  for (const block of await blocksOf(dataset, path)) yield readBlock(block, read);
  onEnd?.();
}

/** Of an object it is those of a copy. */
async function blocksOf(dataset: Dataset, path: string): Promise<Iterable<Block>> {
  await dataset.home.fetch(path);
  return fileBlocks(
    datasetFile(dataset, path),
    new PlainLineEngine({ maxLineBytes: LARGEST_LINE_BYTES }),
  );
}

function* readBlock(
  block: Block,
  read: (line: Uint8Array) => Outcome,
): Generator<Outcome, void, undefined> {
  for (let index = 0; index < block.count; index += 1) yield read(lineOf(block, index));
}
