import { DIGEST_BYTES } from '../../builders/index.ts';
import { type Dataset, type DatasetRows, datasetFile, ROWS_NAME } from '../../dataset/index.ts';
import { advising, openFileReader, requireFile } from '../../io/index.ts';

const AHEAD = 8192;
const DIGESTS_AGAIN =
  'Join by recordId without the source, or build the same rows into another folder and copy its rows.digests here';

/**
 * The digests of the rows that a dataset was built from.
 *
 * Memory: 64 KiB, or eight bytes for each row of a span that was loaded.
 */
export class KeptDigests {
  readonly count: number;
  readonly #path: string;
  #span: Buffer = Buffer.alloc(0);
  /** Row of the first digest in the span. */
  #first = 1;

  private constructor(path: string, count: number) {
    this.#path = path;
    this.count = count;
  }

  /**
   * Reads the file with the digests once, to be sure that it is what was built.
   *
   * @throws {DatasetError} `DATASET_CHANGED` where it is not, or gone.
   */
  static open(dataset: Dataset, { count, crc32 }: DatasetRows): KeptDigests {
    const path = datasetFile(dataset, ROWS_NAME);
    advising(DIGESTS_AGAIN, () => requireFile(path, { bytes: count * DIGEST_BYTES, crc32 }));
    return new KeptDigests(path, count);
  }

  /** Reads the digests of the rows `first` to `last`, both 1-based and included, so that `at()` has them at hand. */
  load(first: number, last: number): void {
    const rows = Math.min(last, this.count) - first + 1;
    this.#span = Buffer.alloc(Math.max(0, rows) * DIGEST_BYTES);
    this.#first = first;
    const file = openFileReader(this.#path);
    file.readAt(this.#span, (first - 1) * DIGEST_BYTES);
    file.close();
  }

  /** Tells whether rows from `first` on, 1-based, have these digests, eight bytes each. */
  areAt(first: number, digests: Uint8Array): boolean {
    const last = first + digests.length / DIGEST_BYTES - 1;
    if (last > this.count) return false;
    const end = this.#first + this.#span.length / DIGEST_BYTES - 1;
    if (first < this.#first || last > end) this.load(first, Math.max(last, first + AHEAD - 1));
    const at = (first - this.#first) * DIGEST_BYTES;
    return this.#span.subarray(at, at + digests.length).equals(digests);
  }

  /** Gives the digest of a row, 1-based; rows in order are read ahead. */
  at(row: number): bigint {
    const isLoaded = row >= this.#first && row - this.#first < this.#span.length / DIGEST_BYTES;
    if (!isLoaded) this.load(row, row + AHEAD - 1);
    return this.#span.readBigUInt64LE((row - this.#first) * DIGEST_BYTES);
  }
}
