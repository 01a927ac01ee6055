import { InvalidOptionError, quote, SourceError } from '../../core/index.ts';
import { lastRowOf, type RenderedBatch, type TemplateFor } from '../rendering/rendered-batch.ts';
import type { RaggedRow } from '../rows/ragged-row.ts';
import { rowOfLine, someLines } from '../rows/rendered-lines.ts';
import type { Row } from '../rows/row.ts';
import { renderedRows, rendererOf, rowsAlone, setRenderer } from '../sources/rendered-source.ts';
import type { RowsOptions, Source } from '../sources/source.ts';
import { type DecidedSelection, isInSample } from './decided-selection.ts';
import { LowestRows } from './lowest-rows.ts';
import { type CheckedCondition, checkedConditions, type RowCondition } from './row-condition.ts';
import { RowFilter } from './row-filter.ts';
import { templateWhere } from './template-where.ts';

/** Which rows of a source are taken: those that hold the conditions, of these the first ones, of these a sample; in their order. */
export interface RowSelection {
  /** Conditions that a row has to hold, all of them. Default: none. */
  readonly where?: RowCondition | readonly RowCondition[] | undefined;
  /** Rows to take from the beginning, of those that hold the conditions. Default: all. */
  readonly limit?: number | undefined;
  /**
   * Rows to take as a sample, all where there are no more. The source is read twice, so it must be one that can be.
   * The seed and the numbers of the rows alone decide; 16 bytes are kept for each row of the sample.
   */
  readonly sample?: number | undefined;
  /** Another seed is another sample: a whole number from 0 on. Default 0. */
  readonly seed?: number | undefined;
}

/** A source that is a part of another one. */
export interface PartSelection {
  /** What the limit and the sample of the whole come to; absent where there are none. */
  readonly decided?: DecidedSelection | undefined;
}

/** A source of the rows that are taken, and how many of them from the beginning. */
export interface Selected {
  readonly source: Source;
  readonly limit: number | undefined;
}

/**
 * Makes a source of the rows that are taken, with the numbers they have in the source. Where nothing but a limit is asked for, it is the source itself.
 *
 * @param part What was decided for the whole, where the source is a part of another one: then it may be that no row is taken.
 * @throws {InvalidOptionError} `INVALID_OPTION` where a condition, the sample or its seed cannot be, or a sample is to be taken of a
 *   source that can be read only once.
 */
export function selectedRows(
  source: Source,
  selection: RowSelection,
  part?: PartSelection,
): Selected {
  const { limit, sample, seed } = selection;
  const conditions = checkedConditions(selection.where);
  requireSample(source, selection);
  if (conditions.length === 0 && sample === undefined) return { source, limit };
  const { name, identity, isRepeatable } = source;
  const { decided = {} } = part ?? {};
  const whole = part === undefined ? { limit, sample } : { limit: undefined, sample: undefined };
  const isPart = part !== undefined;
  const asked: Asked = { conditions, ...whole, seed: seed ?? 0, decided, isPart };
  const rows = (options?: RowsOptions) => takenRows(source, asked, options);
  const taken = Object.freeze({ name, identity, isRepeatable, rows });
  if (rendererOf(source) !== undefined)
    setRenderer(taken, (templateFor, options = {}) =>
      takenBatches(source, asked, { options, templateFor }),
    );
  return { source: taken, limit: undefined };
}

/** Says what tells one selection from another; nothing where all rows are taken up to a limit. */
export function selectionIdentity({ where, sample, seed }: RowSelection): object {
  const conditions = checkedConditions(where).map(({ values, ...rest }) => ({
    ...rest,
    values: [...values],
  }));
  return {
    where: conditions.length === 0 ? undefined : conditions,
    sample,
    seed: sample === undefined ? undefined : (seed ?? 0),
  };
}

/** What is asked of the rows of a source. */
export interface Asked {
  readonly conditions: readonly CheckedCondition[];
  readonly limit: number | undefined;
  readonly sample: number | undefined;
  readonly seed: number;
  /** Of a part. */
  readonly decided?: DecidedSelection | undefined;
  readonly isPart: boolean;
}

/** How rows that are taken are read. */
interface Taking {
  readonly options: RowsOptions;
  /** Makes lines of rows; absent where rows are wanted. */
  readonly templateFor?: TemplateFor | undefined;
}

async function* takenRows(
  source: Source,
  asked: Asked,
  options: RowsOptions = {},
): AsyncGenerator<readonly Row[], void> {
  for await (const batch of takenBatches(source, asked, { options }))
    if (batch.kind === 'rows') yield batch.rows;
}

async function* takenBatches(
  source: Source,
  asked: Asked,
  taking: Taking,
): AsyncGenerator<RenderedBatch, void> {
  const { sample } = asked;
  if (sample === undefined) return yield* decidedBatches(source, asked, taking);
  const lowest = new LowestRows(sample, asked.seed);
  const { signal, onRagged } = taking.options;
  // what is wrong with rows is told when they are read again
  const first = { ...taking, options: { signal, onRagged: () => {} } };
  for await (const batch of filteredBatches(source, asked, first))
    for (const number of numbersOf(batch)) lowest.add(number);
  const chosen = lowest.sorted();
  let next = 0;
  const isNext = (number: number): boolean => {
    const isChosen = number === chosen[next];
    if (isChosen) next += 1;
    return isChosen;
  };
  for await (const batch of filteredBatches(source, asked, taking)) {
    const taken = takenOf(batch, isNext);
    if (hasSome(taken) || onRagged !== undefined) yield taken;
  }
  if (next < chosen.length) throw changedMeanwhile(source.name);
}

/** Gives the rows that hold the conditions, and that what was decided for the whole lets through. */
async function* decidedBatches(
  source: Source,
  asked: Asked,
  taking: Taking,
): AsyncGenerator<RenderedBatch, void> {
  const { seed, decided = {} } = asked;
  const { lastRow = Infinity } = decided;
  const isSampled = isInSample(seed, decided);
  const isTaken = (number: number) => number <= lastRow && (isSampled?.(number) ?? true);
  const isAny = lastRow === Infinity && isSampled === undefined;
  for await (const batch of filteredBatches(source, asked, taking)) {
    const taken = isAny ? batch : takenOf(batch, isTaken);
    if (hasSome(taken) || taking.options.onRagged !== undefined) yield taken;
    if (hasSome(batch) && lastRowOf(batch) >= lastRow) return;
  }
}

/** Gives the rows that hold the conditions, up to the limit; of ragged rows behind it nothing is told. */
export async function* filteredBatches(
  source: Source,
  { conditions, limit, decided, isPart }: Asked,
  { options: { signal, onRagged }, templateFor }: Taking,
): AsyncGenerator<RenderedBatch, void> {
  const filter = new RowFilter(conditions, limit);
  const told: RaggedRow[] = [];
  const tell = onRagged === undefined ? undefined : (ragged: RaggedRow) => void told.push(ragged);
  const reading = { signal, onRagged: tell };
  const batches =
    templateFor === undefined
      ? rowsAlone(source, reading)
      : renderedRows(source, templateWhere(templateFor, conditions), reading);
  for await (const batch of batches) {
    const taken: RenderedBatch =
      batch.kind === 'lines'
        ? filter.takeLines(batch)
        : { kind: 'rows', rows: filter.take(batch.rows) };
    const { lastRow } = filter;
    const last = Math.min(lastRow, decided?.lastRow ?? Infinity);
    for (const ragged of told.splice(0)) if (ragged.row <= last) onRagged?.(ragged);
    if (hasSome(taken) || onRagged !== undefined) yield taken;
    if (lastRow < Infinity) break;
  }
  if (!isPart) filter.finish(source.name);
}

function hasSome(batch: RenderedBatch): boolean {
  return (batch.kind === 'lines' ? batch.count : batch.rows.length) > 0;
}

/** Gives the numbers of the rows of a batch. */
export function numbersOf(batch: RenderedBatch): readonly number[] {
  if (batch.kind === 'rows') return batch.rows.map(({ number }) => number);
  return Array.from({ length: batch.count }, (_, line) => rowOfLine(batch, line));
}

/** Gives what is chosen of a batch, by the numbers of its rows, each asked for once and in order. */
function takenOf(batch: RenderedBatch, isChosen: (number: number) => boolean): RenderedBatch {
  if (batch.kind === 'rows')
    return { kind: 'rows', rows: batch.rows.filter(({ number }) => isChosen(number)) };
  return someLines(
    batch,
    numbersOf(batch).flatMap((number, line) => (isChosen(number) ? [line] : [])),
  );
}

/** @throws {InvalidOptionError} `INVALID_OPTION` for a sample or a seed that cannot be, or a sample of a source that can be read only once. */
export function requireSample(
  { name, isRepeatable }: Source,
  { sample, seed }: RowSelection,
): void {
  if (sample !== undefined && !isWhole(sample, 1)) throw notWhole('sample', sample, 1);
  if (seed !== undefined && !isWhole(seed, 0)) throw notWhole('seed', seed, 0);
  if (seed !== undefined && sample === undefined) throw seedAlone();
  if (sample !== undefined && !isRepeatable) throw readOnce(name);
}

function isWhole(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least;
}

function notWhole(option: string, value: number, least: number): InvalidOptionError {
  return new InvalidOptionError(`The ${option} is not a whole number from ${least} on`, {
    option,
    expected: `a whole number from ${least} on`,
    received: String(value),
  });
}

function seedAlone(): InvalidOptionError {
  return new InvalidOptionError('A seed says which sample is taken, and none is', {
    option: 'seed',
    expected: 'a sample beside it',
    hint: 'Say how many rows to take as a sample, or leave out the seed',
  });
}

function readOnce(name: string): InvalidOptionError {
  return new InvalidOptionError(
    `A sample is taken of a source that can be read twice, and ${quote(name)} can be read only once`,
    {
      option: 'sample',
      expected: 'a file, an array or another source that can be read again',
      received: 'a stream',
      hint: 'Save it into a file and give that, or take the first rows with a limit',
    },
  );
}

function changedMeanwhile(source: string): SourceError {
  const message = `${quote(source)} was changed while a sample was taken of it, for rows that were chosen are gone; no dataset was written`;
  return new SourceError('SOURCE_READ', message, {
    source,
    hint: 'Build again once nothing writes to it',
  });
}
