import type { Row } from '../../builders/index.ts';
import { TextSpool } from '../../io/index.ts';
import { rowText } from '../outcomes/row-text.ts';
import type { JobRows } from './job-rows.ts';

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_ROWS = 250_000;

/**
 * Gathers the rows of a dataset by their places, in whichever order a source gives them: in memory as long as they are few and small, then
 * in a file, as JSON, where a folder is named for it.
 *
 * Memory: 64 MiB of the source and 250,000 rows at most, then twelve bytes for each row of the dataset.
 */
export class GatheredRows implements JobRows {
  readonly isInOrder: boolean;
  readonly #count: number;
  readonly #folder: string | undefined;
  /** By place; undefined once they are too many or too large. */
  #values: unknown[] | undefined;
  #spool: TextSpool | undefined;
  /** Bytes of the files before the one that is read. */
  #bytesBefore = 0;
  #offset = 0;

  /**
   * @param count Rows of the dataset.
   * @param isInOrder Whether the source gives them in the order of the build.
   * @param folder Where there is room for rows; without it those that are too many or too large are given up.
   */
  constructor(count: number, isInOrder: boolean, folder: string | undefined) {
    this.isInOrder = isInOrder;
    this.#count = count;
    this.#folder = folder;
    this.#values = count > MOST_ROWS ? undefined : new Array(count);
    if (this.#values === undefined) this.#moveOut([]);
  }

  /** Whether the rows were not given up. */
  get areKept(): boolean {
    return this.#values !== undefined || this.#spool !== undefined;
  }

  /** Takes notice of where the source is, before the rows of a batch are added. */
  reach(batch: readonly Row[]): void {
    const offset = batch[0]?.byteOffset ?? 0;
    if (offset < this.#offset) this.#bytesBefore += this.#offset; // the next of several files
    this.#offset = offset;
    const values = this.#values;
    if (values === undefined || this.#bytesBefore + offset <= MOST_BYTES) return;
    this.#values = undefined;
    this.#moveOut(values);
  }

  /** Adds the row that was taken at a place, 1-based, when the dataset was built. */
  add(place: number, { value }: Row): void {
    if (this.#values !== undefined) this.#values[place - 1] = value;
    else this.#put(place, value);
  }

  async hold(): Promise<void> {}

  valueOf(place: number): unknown {
    if (this.#values !== undefined) return this.#values[place - 1];
    const text = this.#spool?.at(place);
    return text === undefined ? undefined : JSON.parse(text);
  }

  async close(): Promise<void> {
    this.#values = undefined;
    this.#spool?.close();
    this.#spool = undefined;
  }

  #moveOut(values: readonly unknown[]): void {
    if (this.#folder === undefined) return;
    this.#spool = new TextSpool(this.#folder, 'rows', this.#count);
    // places without a row are passed over
    values.forEach((value, index) => this.#put(index + 1, value));
  }

  #put(place: number, value: unknown): void {
    const text = this.#spool === undefined ? undefined : rowText(value);
    if (text !== undefined) this.#spool?.put(place, text);
  }
}
