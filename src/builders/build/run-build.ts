import type { Diagnostic, Report } from '../../core/index.ts';
import type { Dataset } from '../../dataset/index.ts';
import { claimFolder, type FolderOwner, nextTurn } from '../../io/index.ts';
import type { RowPlace } from '../../validators/index.ts';
import type { RecordLine } from '../records/encode-record.ts';
import type { RenderedLines } from '../rows/rendered-lines.ts';
import { type Row, shownNumber } from '../rows/row.ts';
import type { CommonBuildOptions } from './build-options.ts';
import type { BuildPlan } from './build-plan.ts';
import { DatasetBuild } from './dataset-build.ts';
import { clearOutFolder, lookAtOutFolder, type OutClaim, type OutFolder } from './out-folder.ts';

/** A dataset and how it came to be. */
export interface BuiltDataset extends Dataset {
  /** What the validation on the way found: warnings only. Absent where the dataset was there already. */
  readonly report?: Report | undefined;
  /** Whether the same dataset was in the folder already, so nothing was read or written. */
  readonly reused: boolean;
}

/** A row that became a record, or that did not. */
export interface BuiltRow {
  /** 1-based. */
  readonly row: number;
  /** The row itself, where there is a source that can give it again. */
  readonly origin?: Row | undefined;
  /** Absent where it became no record. */
  readonly line?: RecordLine | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether this is no row but only says something: then nothing is lost without a record. */
  readonly isNote?: boolean | undefined;
}

/** Rows in their order, or the lines that they became at once. */
export type BuiltBatch = readonly BuiltRow[] | RenderedLines;

/** Runs a build to its end: batches of rows in, a dataset in place, or nothing left behind. */
export async function runBuild(
  plan: BuildPlan,
  batches: AsyncIterable<BuiltBatch>,
  options: CommonBuildOptions,
): Promise<BuiltDataset> {
  const claim: OutClaim = { buildKey: plan.buildKey, replace: options.replace ?? false };
  const found = await lookAtOutFolder(plan.out, claim);
  if (found.kind === 'same') return reused(found.dataset);
  options.signal?.throwIfAborted();
  const owner = await claimFolder(plan.out, 'build');
  try {
    // another process may have built there until now
    const out = await clearOutFolder(owner, claim);
    return out.kind === 'same'
      ? reused(out.dataset)
      : await buildInto({ plan, out, owner }, batches, options);
  } finally {
    await owner.release();
  }
}

function reused(dataset: Dataset): BuiltDataset {
  return Object.freeze({ ...dataset, reused: true });
}

/** A build and the folder it goes into, which nobody else writes to. */
interface OwnedBuild {
  readonly plan: BuildPlan;
  readonly out: OutFolder;
  readonly owner: FolderOwner;
}

async function buildInto(
  { plan, out, owner }: OwnedBuild,
  batches: AsyncIterable<BuiltBatch>,
  options: CommonBuildOptions,
): Promise<BuiltDataset> {
  const build = await DatasetBuild.begin(plan);
  try {
    for await (const batch of batches) {
      options.signal?.throwIfAborted();
      addBatch(build, batch);
      options.onProgress?.({ records: build.records, bytes: build.bytes });
      await nextTurn();
    }
    options.signal?.throwIfAborted();
    await owner.requireHeld();
    const { dataset, report } = await build.finish(out);
    return Object.freeze({ ...dataset, report, reused: false });
  } catch (error) {
    await build.abandon();
    throw error;
  }
}

function addBatch(build: DatasetBuild, batch: BuiltBatch): void {
  if ('kind' in batch) {
    build.addRendered(batch);
    return;
  }
  for (const { row, origin, line, diagnostics, isNote } of batch) {
    for (const diagnostic of diagnostics) build.report(diagnostic);
    if (origin !== undefined) build.remember(origin);
    if (line !== undefined)
      build.add(line, origin?.fileRow === undefined ? { row } : placeIn(origin));
    else if (isNote !== true) build.skip();
  }
}

/** The place in one of several files. */
function placeIn(row: Row): RowPlace {
  return { row: shownNumber(row), source: row.source };
}
