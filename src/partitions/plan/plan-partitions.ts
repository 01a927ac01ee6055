import {
  buildPlanOf,
  cutSource,
  decideSelection,
  fromFiles,
  openedSource,
  type RowsFromOptions,
  readRecords,
  type Source,
} from '../../builders/index.ts';
import {
  DatasetError,
  formatCount,
  InvalidOptionError,
  quote,
  SourceError,
} from '../../core/index.ts';
import type { Home } from '../../io/index.ts';
import { PLAN_PATH } from '../shelf/piece-names.ts';
import { type ObjectsOption, withHome } from '../with-home.ts';
import { type FoundPlan, findPlan } from './open-plan.ts';
import type { PartitionOptions, PartitionPlan } from './partition-plan.ts';
import { buildOptionsOf, loadModules } from './planned-build.ts';

/** Options of {@link planPartitions}: those of the build that each partition is, and where they go. */
export interface PlanPartitionsOptions extends PartitionOptions, ObjectsOption {
  /** How many partitions: from 1 to 100,000. */
  readonly partitions: number;
  /** Folder of what will be the dataset, which all machines have to see, or S3 URI of its prefix. */
  readonly out: string;
  readonly signal?: AbortSignal | undefined;
  /** Told how many bytes of the source were read. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
}

/** A plan that was made, or was there. */
export interface PlannedPartitions {
  /** Absent where it was sealed: then its dataset is there, and nothing is left to do. */
  readonly plan?: PartitionPlan | undefined;
  /** Whether the same plan, or its dataset, was there already. */
  readonly reused: boolean;
}

const MOST_PARTITIONS = 100_000;

/**
 * Cuts a source into partitions of like size, and writes down how each of them is built: the plan, below `partitions/` of a folder that all machines share, or of a prefix in S3.
 *
 * Big files are cut between two rows, which one reading of them finds; each row keeps the number that it has in the whole. A sample, and a limit of rows that hold conditions, are decided
 * by another reading before. What depends on the records of other rows cannot be done in partitions: ids by content, repeated rows that are asked once.
 *
 * Memory: as reading the rows, some hundred bytes for each file, partition and job, and 16 bytes for each row of a sample.
 *
 * @param source Path of a file or a folder, a pattern such as `data/*.csv`, S3 URI of an object or a prefix, or several of them.
 * @param options The build's, how many partitions, and where.
 * @returns The plan; the same one where it was there already.
 * @throws {InvalidOptionError} `INVALID_OPTION` where the source cannot be cut or an option cannot be, and as `buildDataset`.
 * @throws {SourceError} where the source cannot be read, or has no row.
 * @throws {DatasetError} `DATASET_EXISTS` where another plan or dataset is there, `DATASET_WRITE`.
 *
 * @example Four partitions
 * ```ts
 * import { mkdtemp, writeFile } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { planPartitions } from 'bedrock-batch/partitions';
 *
 * const folder = await mkdtemp(join(tmpdir(), 'example-'));
 * const rows = Array.from({ length: 400 }, (_, index) => `{"title":"Film ${index}"}\n`);
 * await writeFile(join(folder, 'films.jsonl'), rows.join(''));
 * const { plan } = await planPartitions(join(folder, 'films.jsonl'), {
 *   model: 'amazon.titan-embed-text-v2:0',
 *   prompt: '{{title}}',
 *   partitions: 4,
 *   out: join(folder, 'out'),
 * });
 * console.assert(plan?.rows === 400 && plan.partitions.length === 4);
 * ```
 */
export function planPartitions(
  source: string | readonly string[],
  options: PlanPartitionsOptions,
): Promise<PlannedPartitions> {
  return withHome(options.out, options, (home) => planIn(home, source, options));
}

async function planIn(
  home: Home,
  source: string | readonly string[],
  options: PlanPartitionsOptions,
): Promise<PlannedPartitions> {
  const { partitions, out: _out, signal, onProgress, objects, ...given } = options;
  requireCount(partitions);
  const paths = typeof source === 'string' ? [source] : source;
  refuseOthers(given);
  const { modules, ...loaded } = await loadModules(given, signal);
  const build = { ...buildOptionsOf(given), ...loaded, out: '.', objects };
  const opened = await openedPaths(paths, build);
  const { buildKey, quotas } = await buildPlanOf(opened, build);
  const found = await findPlan(home);
  if (found !== undefined) return reused(found, { buildKey, partitions, home });
  const looking = { ...build, limit: undefined, sample: undefined, seed: undefined, signal };
  for await (const _ of readRecords(opened, looking)) break;
  const selection = await decideSelection(opened, build, signal);
  const { lastRow } = selection;
  const cut = { partitions, recordsPerJob: quotas.recordsPerJob, lastRow, signal, onProgress };
  const { parts, ...of } = await cutSource(paths, { options: build, cut });
  if (of.rows === 0) throw noRows(opened.name);
  const { map: _map, schemaFile: _schema, rowSchemaFile: _rowSchema, ...kept } = given;
  const planned = {
    source: opened.name,
    buildKey,
    ...of,
    options: kept,
    selection: Object.keys(selection).length === 0 ? undefined : selection,
    modules,
    partitions: parts,
  };
  const text = `${JSON.stringify({ version: 1, ...planned })}\n`;
  if (!(await home.create(PLAN_PATH, text))) return planIn(home, source, options);
  return { plan: JSON.parse(text) as PartitionPlan, reused: false };
}

/** What is asked for now. */
interface Asked {
  readonly buildKey: string | undefined;
  readonly partitions: number;
  readonly home: Home;
}

/** Gives what is there, where it is what is asked for. */
function reused(found: FoundPlan, { buildKey, partitions, home }: Asked): PlannedPartitions {
  const isSealed = found.kind === 'sealed';
  const there = isSealed ? found.dataset.manifest.buildKey : found.plan.buildKey;
  const isSame = buildKey !== undefined && there === buildKey;
  if (isSame && isSealed) return { reused: true };
  if (isSame && !isSealed && found.plan.partitions.length === partitions)
    return { plan: found.plan, reused: true };
  const what = isSealed ? 'a dataset' : 'a plan';
  throw new DatasetError(
    'DATASET_EXISTS',
    `${quote(home.address, 200)} holds ${what} of another source, with other options or of another number of partitions; nothing was written`,
    {
      path: home.address,
      hint: isSealed
        ? 'Choose another --out'
        : 'Choose another --out, or remove the plan with bedrock-batch plan --clean',
    },
  );
}

async function openedPaths(paths: readonly string[], reading: RowsFromOptions): Promise<Source> {
  const [path = ''] = paths;
  return paths.length === 1 ? openedSource(path, reading) : fromFiles(paths, reading);
}

function requireCount(partitions: number): void {
  const isCount = Number.isSafeInteger(partitions) && partitions >= 1;
  if (isCount && partitions <= MOST_PARTITIONS) return;
  throw new InvalidOptionError(`There cannot be ${String(partitions)} partitions`, {
    option: 'partitions',
    expected: `a whole number from 1 to ${formatCount(MOST_PARTITIONS)}`,
    received: String(partitions),
  });
}

/** What a row needs of other rows, which may stand in other partitions. */
function refuseOthers(options: object): void {
  const { id, ...given } = options as Readonly<Record<string, unknown>>;
  if (id === 'hash')
    throw notInPartitions(
      'id',
      'counts equal model inputs over all rows',
      'Use --id row, or a template such as {{sku}}',
    );
  for (const [option, why] of Object.entries(OF_ALL_ROWS)) {
    if (given[option] !== undefined && given[option] !== false)
      throw notInPartitions(option, why, `Leave out --${option}, or build on one machine`);
  }
}

const OF_ALL_ROWS: Readonly<Record<string, string>> = {
  dedupe: 'compares each row with all others',
};

function notInPartitions(option: string, why: string, hint: string): InvalidOptionError {
  return new InvalidOptionError(`--${option} cannot be used with partitions: it ${why}`, {
    option,
    expected: 'what each row can be told by itself',
    hint,
  });
}

function noRows(source: string): SourceError {
  return new SourceError('SOURCE_EMPTY', `${quote(source)} has no rows, so nothing was planned`, {
    source,
    hint: 'Check that it is the right source, and that it is complete',
  });
}
