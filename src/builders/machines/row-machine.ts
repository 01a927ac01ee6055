import type { BedrockBatchError } from '../../core/index.ts';
import type { JsonLayout, JsonPlace } from '../../engine/index.ts';
import type { RaggedRow } from '../rows/ragged-row.ts';
import type { Row } from '../rows/row.ts';

/** Bytes in, rows out: the synchronous half of a source. */
export interface RowMachine {
  /** Takes the next bytes and gives the rows they complete. The bytes must not change afterwards. */
  readonly push: (bytes: Uint8Array) => readonly Row[];
  /** Gives the rows that the end of the source completes. */
  readonly finish: () => readonly Row[];
  /** Why there are no more rows, once there is a reason; the rows given before it are good. */
  readonly failure: BedrockBatchError | undefined;
}

/** A machine for JSON that can begin anywhere. */
export interface JsonMachine extends RowMachine {
  /** Goes to a place, before anything was pushed; the bytes from there on are pushed next. */
  readonly goTo: (layout: JsonLayout, place: JsonPlace) => void;
}

/** What a machine needs to know of its source. */
export interface MachineOptions {
  readonly name: string;
  readonly maxRowBytes: number;
  /** Told of each row of too few or too many fields; without it the first that is an error ends the rows. */
  readonly onRagged?: ((ragged: RaggedRow) => void) | undefined;
}
