import type { Block } from '../lines/line-engine.ts';
import { align } from '../wasm/align.ts';
import type { RowsExports } from '../wasm/rows-module.ts';

/** Most records given at once. */
export const MOST_ROWS = 8192;
/** Room for the lines of records at first, and most of it: all addresses have to fit into 31 bits. */
export const OUTPUT_BYTES: number = 1024 * 1024;
export const LARGEST_OUTPUT: number = 512 * 1024 * 1024;
/** Bytes behind what is meant that may be read or written. */
export const SLACK = 64;

const LARGEST_ROW_NUMBER = 0xffff_ffff;
const DIGEST_BYTES = 8;

/** Rows that became lines, one behind the other. All views are valid until the next call of the engine. */
export interface RenderedRows extends Block {
  readonly kind: 'lines';
  /** 1-based number of the first row that was looked at, and how many were. */
  readonly firstRow: number;
  readonly rows: number;
  /** Which of them became the lines, 0-based, in order; absent where all did. */
  readonly places?: Uint32Array | undefined;
  /** Eight bytes for each row, the lowest first; empty where no digest was asked for. */
  readonly digests: Uint8Array;
  /** Whether all lines are the same but for texts of fields and numbers of rows, each of which stands inside of a string. */
  readonly haveOneForm: boolean;
}

/** What the module says of records beside their lines: where each ends, and the digest of its row. */
export class RowsOutput {
  readonly #endsAt: number;
  readonly #digestsAt: number;
  readonly #placesAt: number;
  readonly #rows: RowsExports;
  readonly #hasDigests: boolean;
  readonly #haveOneForm: boolean;
  /** The address behind it. */
  readonly end: number;

  /** Takes the place for it from an address on, and tells the module. */
  constructor(
    rows: RowsExports,
    at: number,
    { hasDigests, haveOneForm }: { readonly hasDigests: boolean; readonly haveOneForm: boolean },
  ) {
    this.#endsAt = align(at);
    this.#digestsAt = this.#endsAt + Uint32Array.BYTES_PER_ELEMENT * MOST_ROWS;
    this.#hasDigests = hasDigests;
    this.#haveOneForm = haveOneForm;
    this.#placesAt = this.#digestsAt + DIGEST_BYTES * MOST_ROWS;
    this.#rows = rows;
    this.end = this.#placesAt + Uint32Array.BYTES_PER_ELEMENT * MOST_ROWS;
    rows.setPlaces(this.#placesAt);
    rows.setEnds(this.#endsAt, hasDigests ? this.#digestsAt : 0, MOST_ROWS);
  }

  /** Gives the records that were made last, whose lines begin at an address. */
  read(
    memory: Buffer,
    linesAt: number,
    { count, firstRow }: Pick<RenderedRows, 'count' | 'firstRow'>,
  ): RenderedRows {
    const ends = new Uint32Array(memory.buffer, this.#endsAt, count);
    const bytes = memory.subarray(linesAt, linesAt + (ends[count - 1] ?? 0));
    const digestBytes = this.#hasDigests ? DIGEST_BYTES * count : 0;
    const digests = memory.subarray(this.#digestsAt, this.#digestsAt + digestBytes);
    const leftOut = this.#rows.rowsLeftOut();
    const places =
      leftOut === 0 ? undefined : new Uint32Array(memory.buffer, this.#placesAt, count);
    const haveOneForm = this.#haveOneForm;
    const lines = { bytes, ends, count, firstRow, rows: count + leftOut, places, digests };
    return { kind: 'lines', ...lines, haveOneForm };
  }
}

/** Whether rows from a number on, of so many bytes, have numbers that the module can write. */
export function areNumbersSmall(firstRow: number, bytes: number): boolean {
  return firstRow + bytes <= LARGEST_ROW_NUMBER;
}
