import { ErrorNotes, type NotedErrors, type SetAside } from '../../core/index.ts';
import {
  REJECTED_NAME,
  REJECTED_NUMBERS,
  type RejectedRow,
  type RejectedRows,
} from '../../dataset/index.ts';
import { type OpenSink, type Sink, UNHASHED } from '../../io/index.ts';

/**
 * Writes which rows a build sets aside and why, as they come: nothing as long as there is none.
 *
 * Memory: 1 MiB from the first one on.
 */
export class RejectedRowWriter {
  /** Gets all errors of the build, so that those of a row are known. */
  readonly notes: ErrorNotes = new ErrorNotes();
  readonly #open: OpenSink;
  /** Absent as long as no row is set aside. */
  #sink: Sink | undefined;
  /** Of the first ones. */
  readonly #numbers: number[] = [];
  #rows = 0;
  #errors = 0;

  /** @param open Begins the file. */
  constructor(open: OpenSink) {
    this.#open = open;
  }

  /** How many rows were set aside, and how many of the errors are theirs. */
  get aside(): SetAside {
    return { rows: this.#rows, errors: this.#errors };
  }

  /** Sets a row aside, which is behind those before. */
  add(row: Pick<RejectedRow, 'row' | 'recordId' | 'digest'>, errors: NotedErrors): void {
    this.#sink ??= this.#open(REJECTED_NAME, UNHASHED);
    const { row: number, recordId, digest } = row;
    const { codes, message, count } = errors;
    const rejected: RejectedRow = { row: number, recordId, codes, message, digest };
    this.#sink.write(Buffer.from(`${JSON.stringify(rejected)}\n`));
    if (this.#rows < REJECTED_NUMBERS) this.#numbers.push(number);
    this.#rows += 1;
    this.#errors += count;
  }

  /** Ends the file, where there is one. */
  finish(): RejectedRows | undefined {
    if (this.#sink === undefined) return undefined;
    const { bytes, crc32 } = this.#sink.close();
    this.#sink = undefined;
    return { count: this.#rows, numbers: this.#numbers, bytes, crc32 };
  }

  /** Closes the file as it is, where it is open. */
  abandon(): void {
    this.#sink?.abandon();
    this.#sink = undefined;
  }
}
