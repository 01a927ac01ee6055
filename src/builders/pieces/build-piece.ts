import type { Home } from '../../io/index.ts';
import type { BuiltDataset } from '../build/run-build.ts';
import { type BuildOptions, buildBy, buildPlanOf } from '../build-dataset.ts';
import type { DecidedSelection } from '../selection/decided-selection.ts';
import type { Source } from '../sources/source.ts';

/** Where a piece stands in its source. */
export interface PieceOptions {
  /** Rows of the source before it. */
  readonly rowsBefore: number;
  /** Where it goes: the builder's alone, and empty. */
  readonly home: Home;
  /** What the limit and the sample of the whole source come to, where there are any. */
  readonly decided?: DecidedSelection | undefined;
}

/**
 * Builds one piece of a source into a home of its own: what {@link joinPieces} makes a dataset of, with the others.
 *
 * It is built as a dataset is, but what holds of the whole is left to the end: the least number of records of a job, how many rows may be set aside, and ids that
 * other pieces have too. It may have no record.
 * Memory: as a build.
 *
 * @param source Rows of the piece, with the numbers that they have in the whole source.
 * @throws As a build does, but for what is left to the end.
 */
export async function buildPiece(
  source: Source,
  options: BuildOptions,
  { rowsBefore, home, decided }: PieceOptions,
): Promise<BuiltDataset> {
  const plan = await buildPlanOf(source, options);
  const piece = { rowsBefore, hasOwnIds: mayRepeatIds(options), decided };
  const quotas = { ...plan.quotas, minRecordsPerJob: 0 };
  const of = { quotas, piece, home, out: home.address, buildKey: undefined };
  return buildBy({ ...plan, ...of }, source, options);
}

/** Whether ids of different rows may be the same: numbers of rows are not. */
export function mayRepeatIds({ record, id = 'row' }: Pick<BuildOptions, 'record' | 'id'>): boolean {
  return record !== undefined || id !== 'row';
}
