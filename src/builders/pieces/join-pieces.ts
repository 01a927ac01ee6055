import { type Diagnostic, DiagnosticCollector, type Report } from '../../core/index.ts';
import { runQuotaDiagnostics } from '../../validators/index.ts';
import { invalidSource, noRows, tooManyInvalid } from '../build/build-errors.ts';
import { buildManifest } from '../build/build-manifest.ts';
import { type BuildPlan, planBuild } from '../build/build-plan.ts';
import { checkJobs } from '../build/job-checks.ts';
import type { BuiltDataset } from '../build/run-build.ts';
import type { BuildOptions } from '../build-dataset.ts';
import { isOverLimit } from '../intake/invalid-limit.ts';
import { idTemplate } from '../records/record-ids.ts';
import { mayRepeatIds } from './build-piece.ts';
import type { Joined, JoinPlace, JoinTarget } from './join-place.ts';
import { type PieceJobs, writePieceJobs } from './piece-jobs.ts';
import { type BuiltPiece, writePieceRows } from './piece-rows.ts';
import { repeatedIds } from './repeated-ids.ts';

/** Pieces of one source, in its order. */
export interface PiecesOf {
  readonly pieces: readonly BuiltPiece[];
  /** What diagnostics call the source. */
  readonly source: string;
  /** Key of the build of the whole source. */
  readonly buildKey: string | undefined;
  /** Up to so many bytes records are packed anew where one build would have packed them otherwise. Default 268,435,456 (256 MiB). */
  readonly repackBytes?: number | undefined;
}

const REPACK_BYTES = 256 * 1024 * 1024;

/**
 * Makes one dataset of pieces that were built one by one: their records in the order of the source, with what holds of the whole checked.
 *
 * Shards stay whole where they can, and the pieces stay what they are; it may be done again after it was killed.
 * Memory: 4 MiB, the longest record, 64 KiB for each 524,288 ids, 32 MiB at most, and a few hundred bytes for each shard.
 *
 * @param of The pieces; they lie in the home of the target.
 * @param options Those of the build.
 * @param target Where the dataset is put together.
 * @throws {DatasetInvalidError} `DATASET_INVALID` where ids stand in several pieces, a job has an error, or more rows were set aside than may be.
 * @throws {SourceError} `SOURCE_EMPTY`; {@link DatasetError} as the target.
 */
export async function joinPieces(
  of: PiecesOf,
  options: BuildOptions,
  target: JoinTarget,
): Promise<BuiltDataset> {
  const { source, buildKey } = of;
  const plan = {
    ...planBuild(options, source, undefined),
    buildKey,
    idTemplate: idTemplate(options.id),
  };
  const { dataset, known } = await target.joining(buildKey, (place) =>
    joinIn({ plan, place }, of, options),
  );
  return Object.freeze({ ...dataset, report: known, reused: known === undefined });
}

async function joinIn(
  { plan, place }: { readonly plan: BuildPlan; readonly place: JoinPlace },
  { pieces, repackBytes = REPACK_BYTES }: PiecesOf,
  options: BuildOptions,
): Promise<Joined<Report>> {
  const { signal } = options;
  const joining = new Joining(plan, pieces);
  if (mayRepeatIds(options))
    for await (const diagnostic of repeatedIds(pieces, { source: plan.source, signal }))
      joining.report(diagnostic);
  const { belowMinimum, quotas } = plan;
  const ways = { quotas, belowMinimum, repackBytes, signal };
  const written = await writePieceJobs(shardsOf(pieces), place, ways);
  const report = joining.finish(written);
  const rows = await writePieceRows(pieces, place.work, signal);
  signal?.throwIfAborted();
  const { jobs, padding } = written;
  const sizes = joining.sizes(written);
  const manifest = buildManifest(plan, { jobs, padding, ...sizes, rows, repeats: undefined });
  return { manifest, known: report };
}

function shardsOf(pieces: readonly BuiltPiece[]) {
  return pieces.flatMap(({ folder, manifest }) =>
    manifest.jobs.flatMap(({ shards }) =>
      shards.map((shard) => {
        const { records, bytes, path } = shard;
        return { records, bytes, path: `${folder}/${path}`, shard };
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
