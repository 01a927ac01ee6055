import { NUMBER_BYTES } from '../../builders/index.ts';
import { type Dataset, type DatasetRows, datasetFile, NUMBERS_NAME } from '../../dataset/index.ts';
import { advising, openFileReader, requireFile } from '../../io/index.ts';

const AHEAD = 8192;
const NUMBERS_AGAIN =
  'Join by recordId without the source, or build the same rows into another folder and copy its rows.numbers here';

/**
 * Which rows of the source a dataset was built from, where some were left out.
 *
 * Memory: 48 KiB.
 */
export class KeptNumbers {
  readonly count: number;
  readonly #path: string;
  readonly #ahead = Buffer.alloc(AHEAD * NUMBER_BYTES);
  /** Place of the first number that was read ahead; 0 where none was. */
  #first = 0;

  private constructor(path: string, count: number) {
    this.#path = path;
    this.count = count;
  }

  /**
   * Reads the file with the numbers once, to be sure that it is what was built; undefined where no row was left out.
   *
   * @throws {DatasetError} `DATASET_CHANGED` where it is not, or gone.
   */
  static open(dataset: Dataset, { count, numbers }: DatasetRows): KeptNumbers | undefined {
    if (numbers === undefined) return undefined;
    const path = datasetFile(dataset, NUMBERS_NAME);
    const { crc32 } = numbers;
    advising(NUMBERS_AGAIN, () => requireFile(path, { bytes: count * NUMBER_BYTES, crc32 }));
    return new KeptNumbers(path, count);
  }

  /** Gives the row of the source that was the `place`th to be taken, both 1-based; those in order are read ahead. */
  at(place: number): number {
    const isAhead = this.#first > 0 && place >= this.#first && place < this.#first + AHEAD;
    if (!isAhead) this.#readAhead(place);
    return this.#ahead.readUIntLE((place - this.#first) * NUMBER_BYTES, NUMBER_BYTES);
  }

  #readAhead(place: number): void {
    const file = openFileReader(this.#path);
    file.readAt(this.#ahead.subarray(0, this.#bytesFrom(place)), (place - 1) * NUMBER_BYTES);
    file.close();
    this.#first = place;
  }

  #bytesFrom(place: number): number {
    return Math.min(AHEAD, this.count - place + 1) * NUMBER_BYTES;
  }
}
