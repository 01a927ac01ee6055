import { type DatasetJob, datasetFile, outcomesPath, type Run } from '../../dataset/index.ts';
import { fileBlocks, LARGEST_LINE_BYTES, lineOf, PlainLineEngine } from '../../engine/index.ts';
import { pathKind } from '../../io/index.ts';
import { inSourceOrder } from '../order/in-source-order.ts';
import { isSourceOrder, type OrderOptions } from '../order/outcome-order.ts';
import { outcomeIn } from '../order/outcome-spool.ts';
import type { Outcome } from '../outcomes/outcome.ts';
import { KeptRepeats } from '../repeats/kept-repeats.ts';
import { rejectedFile } from './save-rejected.ts';

/**
 * Reads the outcomes that `saveOutcomes` or `runDataset` wrote, job by job, and at the end those of rows that the build set aside.
 *
 * Memory: one block of lines; in the order of the source also as {@link readOutcomes} in that order.
 *
 * @param run Run of a dataset in a folder.
 * @param options In which order.
 * @yields Outcomes in the order they were written, unless another is asked for; none for jobs whose outcomes are not saved.
 * @throws {InvalidOptionError} `INVALID_OPTION` for an order that there is not.
 * @throws {DatasetError} `DATASET_CHANGED` where they are asked for in the order of the source, and the dataset is not what was built.
 */
export async function* readSavedOutcomes(
  run: Run,
  options: OrderOptions = {},
): AsyncGenerator<Outcome, void, undefined> {
  const isOrdered = isSourceOrder(options);
  const { dataset } = run;
  const files = await savedFiles(run);
  const jobs = dataset.manifest.jobs.filter(({ folder }) => files.has(folder));
  const outcomesOf = ({ folder }: DatasetJob) => readFile(files.get(folder) ?? '');
  const file = await rejectedFile(run);
  const rejected = file?.isSaved === true ? () => readFile(file.path) : undefined;
  if (isOrdered) {
    const repeats = KeptRepeats.open(dataset);
    const { tmp } = options;
    yield* inSourceOrder({ dataset, jobs, repeats, outcomesOf, rejected, tmp });
    return;
  }
  for (const job of jobs) yield* outcomesOf(job);
  if (rejected !== undefined) yield* rejected();
}

/** Gives the files of outcomes that are there, by the folders of their jobs. */
async function savedFiles({ name, state, dataset }: Run): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const { folder, saved } of state.jobs) {
    const path = datasetFile(dataset, outcomesPath(name, folder));
    if (saved !== undefined && (await pathKind(path)) === 'file') files.set(folder, path);
  }
  return files;
}

async function* readFile(path: string): AsyncGenerator<Outcome, void, undefined> {
  const decoder = new TextDecoder();
  for (const block of fileBlocks(path, new PlainLineEngine({ maxLineBytes: LARGEST_LINE_BYTES }))) {
    for (let index = 0; index < block.count; index += 1)
      yield outcomeIn(decoder.decode(lineOf(block, index)).trimEnd());
  }
}
