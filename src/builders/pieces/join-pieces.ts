import { join } from 'node:path';
import { type Diagnostic, DiagnosticCollector, type Report } from '../../core/index.ts';
import { builtDataset, readPiece } from '../../dataset/index.ts';
import { claimFolder, type FolderOwner, makeWorkFolder, removeAll } from '../../io/index.ts';
import { runQuotaDiagnostics } from '../../validators/index.ts';
import { invalidSource, noRows, tooManyInvalid } from '../build/build-errors.ts';
import { buildManifest } from '../build/build-manifest.ts';
import { type BuildPlan, planBuild } from '../build/build-plan.ts';
import { checkJobs } from '../build/job-checks.ts';
import {
  clearOutFolder,
  lookAtOutFolder,
  type OutClaim,
  type OutFolder,
} from '../build/out-folder.ts';
import { putInPlace } from '../build/put-in-place.ts';
import type { BuiltDataset } from '../build/run-build.ts';
import type { BuildOptions } from '../build-dataset.ts';
import { isOverLimit } from '../intake/invalid-limit.ts';
import { idTemplate } from '../records/record-ids.ts';
import { mayRepeatIds } from './build-piece.ts';
import { type PieceJobs, writePieceJobs } from './piece-jobs.ts';
import { type BuiltPiece, writePieceRows } from './piece-rows.ts';
import { repeatedIds } from './repeated-ids.ts';

/** Pieces of one source, in its order. */
export interface PiecesOf {
  readonly pieces: readonly Omit<BuiltPiece, 'manifest'>[];
  /** What diagnostics call the source. */
  readonly source: string;
  /** Key of the build of the whole source. */
  readonly buildKey: string | undefined;
  /** Folder beside the dataset that is left alone. */
  readonly beside: string;
  /** Up to so many bytes records are packed anew where one build would have packed them otherwise. Default 268,435,456 (256 MiB). */
  readonly repackBytes?: number | undefined;
}

const REPACK_BYTES = 256 * 1024 * 1024;

/**
 * Makes one dataset of pieces that were built one by one: their records in the order of the source, with what holds of the whole checked.
 *
 * Shards stay whole where they can and get a second name in the dataset, so the pieces stay what they are; it may be done again after it was killed.
 * Memory: 4 MiB, the longest record, 64 KiB for each 524,288 ids, 32 MiB at most, and a few hundred bytes for each shard.
 *
 * @param options Those of the build. Its folder is that of the dataset.
 * @throws {DatasetInvalidError} `DATASET_INVALID` where ids stand in several pieces, a job has an error, or more rows were set aside than may be.
 * @throws {SourceError} `SOURCE_EMPTY`; {@link DatasetError} `DATASET_EXISTS`, `DATASET_FOREIGN_FILES`, `DATASET_BUSY`.
 */
export async function joinPieces(of: PiecesOf, options: BuildOptions): Promise<BuiltDataset> {
  const { source, buildKey, beside } = of;
  const plan = {
    ...planBuild(options, source, undefined),
    buildKey,
    idTemplate: idTemplate(options.id),
  };
  const claim: OutClaim = { buildKey, replace: options.replace ?? false, beside };
  const found = await lookAtOutFolder(plan.out, claim);
  if (found.kind === 'same') return Object.freeze({ ...found.dataset, reused: true });
  const owner = await claimFolder(plan.out, 'build');
  try {
    const out = await clearOutFolder(owner, claim);
    if (out.kind === 'same') return Object.freeze({ ...out.dataset, reused: true });
    return await joinInto({ plan, out, owner }, of, options);
  } finally {
    await owner.release();
  }
}

interface OwnedJoin {
  readonly plan: BuildPlan;
  readonly out: OutFolder;
  readonly owner: FolderOwner;
}

async function joinInto(
  { plan, out, owner }: OwnedJoin,
  of: PiecesOf,
  options: BuildOptions,
): Promise<BuiltDataset> {
  const { signal } = options;
  const pieces: BuiltPiece[] = [];
  for (const piece of of.pieces) pieces.push({ ...piece, manifest: await readPiece(piece.folder) });
  const work = await makeWorkFolder(plan.out);
  try {
    const joining = new Joining(plan, pieces);
    if (mayRepeatIds(options))
      for await (const diagnostic of repeatedIds(pieces, { source: plan.source, signal }))
        joining.report(diagnostic);
    const { belowMinimum, quotas } = plan;
    const repackBytes = of.repackBytes ?? REPACK_BYTES;
    const ways = { quotas, belowMinimum, repackBytes, signal };
    const written = await writePieceJobs(shardsOf(pieces), work, ways);
    const report = joining.finish(written);
    const rows = await writePieceRows(pieces, work, signal);
    signal?.throwIfAborted();
    await owner.requireHeld();
    const { jobs, padding } = written;
    const manifest = buildManifest(plan, {
      jobs,
      padding,
      ...joining.sizes(written),
      rows,
      repeats: undefined,
    });
    await putInPlace(work, plan.out, { kind: out.kind, manifest });
    return Object.freeze({
      ...builtDataset(plan.home, manifest),
      report,
      reused: false,
    });
  } catch (error) {
    await removeAll(work);
    throw error;
  }
}

function shardsOf(pieces: readonly BuiltPiece[]) {
  return pieces.flatMap(({ folder, manifest }) =>
    manifest.jobs.flatMap(({ shards }) =>
      shards.map((shard) => {
        const { records, bytes, path } = shard;
        return { records, bytes, path: join(folder, path), shard };
      }),
    ),
  );
}

/** Checks what holds of the whole. */
class Joining {
  readonly #plan: BuildPlan;
  readonly #pieces: readonly BuiltPiece[];
  readonly #collector: DiagnosticCollector;

  constructor(plan: BuildPlan, pieces: readonly BuiltPiece[]) {
    this.#plan = plan;
    this.#pieces = pieces;
    this.#collector = new DiagnosticCollector({ severities: plan.severities });
  }

  report(diagnostic: Diagnostic): void {
    this.#collector.add(diagnostic);
  }

  sizes({ jobs }: Pick<PieceJobs, 'jobs'>): { readonly records: number; readonly bytes: number } {
    return {
      records: jobs.reduce((sum, job) => sum + job.records, 0),
      bytes: jobs.reduce((sum, job) => sum + job.bytes, 0),
    };
  }

  /** @throws As {@link joinPieces}, where something is wrong. */
  finish(written: PieceJobs): Report {
    const { jobs, padding, shortestRecordBytes } = written;
    const { records } = this.sizes(written);
    const rejected = this.#pieces.reduce(
      (sum, { manifest }) => sum + (manifest.rows?.rejected?.count ?? 0),
      0,
    );
    if (records === 0 && rejected === 0) throw noRows(this.#plan.source);
    const lost = jobs.length === 0 ? rejected : 0;
    for (const diagnostic of checkJobs(this.#plan, jobs, { shortestRecordBytes, lost }))
      this.report(diagnostic);
    const { source, quotas, maxInvalid: limit } = this.#plan;
    for (const diagnostic of runQuotaDiagnostics({ source, jobs: jobs.length }, quotas))
      this.report(diagnostic);
    const report = this.#collector.report({
      ...this.sizes(written),
      jobs: jobs.length,
      files: jobs.reduce((sum, { shards }) => sum + shards.length, 0),
      repeatedModelInputs: 0,
    });
    const rows = records - padding.length + rejected;
    if (limit !== undefined && rejected > 0) {
      if (rejected === rows || isOverLimit(limit, rejected, rows))
        throw tooManyInvalid(report, { rejected, rows, limit });
    }
    if (!report.valid) throw invalidSource(report, { skipped: 0, repeats: 0 });
    return report;
  }
}
