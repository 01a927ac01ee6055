import {
  type BuildProgress,
  buildPiece,
  type CutFile,
  cutPartSource,
  identityAt,
} from '../builders/index.ts';
import { formatCount, InvalidOptionError, quote, type Report, SourceError } from '../core/index.ts';
import { type Manifest, readPiece } from '../dataset/index.ts';
import type { Home } from '../io/index.ts';
import { type FoundPlan, openPlan } from './plan/open-plan.ts';
import type { PartitionPlan } from './plan/partition-plan.ts';
import { plannedBuild } from './plan/planned-build.ts';
import { pieceGone } from './shelf/piece-gone.ts';
import { shelfOf } from './shelf/piece-shelf.ts';
import { type ObjectsOption, withHome } from './with-home.ts';

/** Options of {@link buildPartition}. */
export interface BuildPartitionOptions extends ObjectsOption {
  /** Which partition, counted from 0. */
  readonly index: number;
  readonly signal?: AbortSignal | undefined;
  /** Told after each batch of rows. */
  readonly onProgress?: ((progress: BuildProgress) => void) | undefined;
}

/** A partition that was built, or was there. Plain JSON. */
export interface BuiltPartition {
  readonly index: number;
  /** How many partitions the plan has; absent where it was sealed already. */
  readonly of?: number | undefined;
  readonly records: number;
  readonly bytes: number;
  readonly shards: number;
  /** Rows that were set aside. */
  readonly rejected: number;
  /** Whether it was there already, so that nothing was read. */
  readonly reused: boolean;
  /** Whether all were sealed already, so that the sizes are not known. */
  readonly sealed: boolean;
  /** What the validation found; absent where it was there already. */
  readonly report?: Report | undefined;
}

/**
 * Builds one partition of a plan: reads its rows, makes records of them, validates them and writes them below `partitions/`, seen only once it is whole.
 *
 * It may be killed and called again, on any machine, also while another one builds the same: who ends first keeps it, and both are the same bytes.
 * Memory: as `buildDataset`, and 5 MiB where ids are not numbers of rows. In S3 its parts are sent while it is built, which takes 50 MB more, and on the disk of this machine there are only recordIds that are compared, in a file without a name below the folder for temporary files.
 *
 * @param where Folder or S3 URI that was given to {@link planPartitions}.
 * @param options Which one.
 * @throws {DatasetInvalidError} `DATASET_INVALID` where a row or a record has an error.
 * @throws {InvalidOptionError} `INVALID_OPTION` where there is no such partition, or a module of the plan is another one now.
 * @throws {SourceError} `SOURCE_DIFFERS` where a file of the source was changed since the plan was made, and as `buildDataset`.
 * @throws {DatasetError} `DATASET_NOT_FOUND` where there is no plan, `DATASET_MANIFEST` where somebody removed the manifest of what was built, `DATASET_WRITE`.
 */
export async function buildPartition(
  where: string,
  options: BuildPartitionOptions,
): Promise<BuiltPartition> {
  return withHome(where, options, async (home) => {
    const found = await openPlan(home);
    const { index } = options;
    if (found.kind === 'sealed') return { index, ...NOTHING, reused: true, sealed: true };
    return build({ home, ...found }, options);
  });
}

type OpenedPlan = Extract<FoundPlan, { readonly kind: 'plan' }> & { readonly home: Home };

async function build(
  { home, plan, id }: OpenedPlan,
  { index, signal, onProgress, objects }: BuildPartitionOptions,
): Promise<BuiltPartition> {
  const part = plan.partitions[index];
  if (part === undefined) throw noPartition(index, plan.partitions.length);
  const of = plan.partitions.length;
  const shelf = shelfOf(home, id);
  const there = await shelf.find(index);
  const manifest = there === undefined ? undefined : await readPiece(home, there);
  if (there !== undefined && manifest === undefined) throw pieceGone(home, there);
  if (manifest !== undefined)
    return { index, of, ...sizesOf(manifest), reused: true, sealed: false };
  const requireAll = async () => {
    for (const { file } of part.spans) await requireUnchanged(plan, file, objects);
  };
  await requireAll();
  const built = await shelf.put(index, async (place) => {
    const options = { ...(await plannedBuild(plan, { out: place.address, signal })), objects };
    const source = cutPartSource({ name: plan.source, files: plan.files, part }, options);
    const { rowsBefore } = part;
    const made = await buildPiece(
      source,
      { ...options, onProgress },
      { rowsBefore, home: place, decided: plan.selection },
    );
    // a file that was changed meanwhile has other rows there
    await requireAll();
    return made;
  });
  const { report } = built;
  return { index, of, ...sizesOf(built.manifest), reused: false, sealed: false, report };
}

const NOTHING = { records: 0, bytes: 0, shards: 0, rejected: 0 };

function sizesOf({ records, bytes, jobs, rows }: Manifest): typeof NOTHING {
  const shards = jobs.reduce((sum, job) => sum + job.shards.length, 0);
  return { records, bytes, shards, rejected: rows?.rejected?.count ?? 0 };
}

/** @throws {SourceError} `SOURCE_DIFFERS`. */
async function requireUnchanged(
  { files }: PartitionPlan,
  index: number,
  objects: BuildPartitionOptions['objects'],
): Promise<void> {
  const file = files[index];
  if (file === undefined) return;
  const { bytes, modified, etag } = await identityAt(file.path, { objects });
  // what was written anew with the same bytes is the same object
  const isSame = file.etag === undefined ? modified === file.modified : etag === file.etag;
  if (bytes !== file.bytes || !isSame) throw wasChanged(file);
}

function wasChanged({ name }: CutFile): SourceError {
  return new SourceError(
    'SOURCE_DIFFERS',
    `${quote(name)} was changed since the plan was made; nothing was built`,
    {
      source: name,
      hint: 'Put it back as it was, or remove the plan with bedrock-batch plan --clean and plan again',
    },
  );
}

function noPartition(index: number, count: number): InvalidOptionError {
  return new InvalidOptionError(
    `There is no partition ${String(index)}: the plan has ${formatCount(count)}, counted from 0`,
    {
      option: 'index',
      expected: `a whole number from 0 to ${formatCount(count - 1)}`,
      received: String(index),
      hint: 'Let the engine count from 0, as in --array=0-9 for 10 partitions',
    },
  );
}
