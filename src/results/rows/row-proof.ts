import { type Row, type RowDigest, rowDigest, type Source } from '../../builders/index.ts';
import { formatCount, quote, SourceError } from '../../core/index.ts';
import type { Dataset, DatasetRows } from '../../dataset/index.ts';
import { KeptDigests } from './kept-digests.ts';
import { KeptNumbers } from './kept-numbers.ts';

const AS_IT_WAS =
  'Give the source as it was when the dataset was built, or join by recordId without it';
const AS_FILE =
  'Give the source as a file: its rows are then found by their ids, whatever their order; or join by recordId without it';

/**
 * Tells whether rows are those that a dataset was built from.
 *
 * Memory: as {@link KeptDigests}.
 */
export class RowProof {
  readonly kept: KeptDigests;
  /** Which rows of the source they are; absent where none was left out. */
  readonly numbers: KeptNumbers | undefined;
  readonly digest: RowDigest;
  readonly #source: string;
  readonly #hint: string;

  private constructor(
    { kept, numbers }: Pick<RowProof, 'kept' | 'numbers'>,
    digest: RowDigest,
    said: { source: string; hint: string },
  ) {
    this.kept = kept;
    this.numbers = numbers;
    this.digest = digest;
    this.#source = said.source;
    this.#hint = said.hint;
  }

  /**
   * @param source Only told of in what is said about its rows.
   * @throws {DatasetError} `DATASET_CHANGED` where the digests or numbers are not what was built, or gone.
   */
  static async open(dataset: Dataset, rows: DatasetRows, source: Source): Promise<RowProof> {
    const digest = await rowDigest();
    const mayBeFound = rows.id !== undefined && !source.isRepeatable;
    const said = { source: source.name, hint: mayBeFound ? AS_FILE : AS_IT_WAS };
    const [kept, numbers] = [KeptDigests.open(dataset, rows), KeptNumbers.open(dataset, rows)];
    return new RowProof({ kept, numbers }, digest, said);
  }

  /** Tells whether a row of the source is the one that was taken at a place among those that were, 1-based. */
  isRow(row: Row, place: number): boolean {
    return this.digest(row) === this.kept.at(place);
  }

  /** Gives the number in the source of the row that was taken at a place. */
  numberOf(place: number): number {
    return this.numbers?.at(place) ?? place;
  }

  /** The error for a row that is another one than before. */
  differs(row: Row, why = 'is not the row that the dataset was built from'): SourceError {
    const { line, source } = row;
    const number = row.fileRow ?? row.number;
    const place = line === undefined ? '' : `, which begins in line ${formatCount(line)},`;
    const which = `Row ${formatCount(number)} of ${quote(row.fileRow === undefined ? this.#source : source)}${place}`;
    return this.error(`${which} ${why}`, { row: number, line });
  }

  /** The error for a source that ends before the rows do; the row at `place` is not there. */
  ended(place: number): SourceError {
    const row = this.numberOf(place);
    const of = this.numbers === undefined ? '' : ' of its rows';
    const all = `the dataset was built from ${formatCount(this.kept.count)}${of}`;
    return this.error(`${quote(this.#source)} has no row ${formatCount(row)}, and ${all}`, { row });
  }

  error(problem: string, place: { row: number; line?: number | undefined }): SourceError {
    return new SourceError('SOURCE_DIFFERS', `${problem}; no row was joined`, {
      ...place,
      source: this.#source,
      hint: this.#hint,
    });
  }
}
