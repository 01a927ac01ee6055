/** Whole lines, one after the other in `bytes`. */
export interface Block {
  readonly bytes: Uint8Array;
  /** For each line the index in `bytes` behind its last byte, its newline included. The first line starts at 0. */
  readonly ends: Uint32Array;
  /** Number of lines; `ends` may be longer. */
  readonly count: number;
}

/** What the engine says of a line: nothing is wrong, it needs a closer look, or it was too long to keep. */
export const ACCEPTED = 0;
export const LOOK_CLOSER = 1;
export const TOO_LONG = 2;

/**
 * What the engine says of a line that needs a closer look and is like the last one before it in its source of which it said
 * {@link LOOK_CLOSER}: both are records, the same but for their ids and for texts of which nothing depends, or with the same marks, of
 * objects in S3 the same folders. So what is wrong with one is what is wrong with the other.
 */
export const ALIKE = 3;

/** Tells whether the engine knows the recordId of a line. */
export function hasId(verdict: number | undefined): boolean {
  return verdict === ACCEPTED || verdict === ALIKE;
}

/** What the engine says of the model input of a line: another one than the line before has, the same bytes, or it did not compare them. */
export const INPUT_REPEATED = 1;
export const INPUT_NOT_COMPARED = 2;

/**
 * A block of whole lines with what the engine says of each.
 *
 * All views are valid until the next call of the engine. The bytes of a line that is `TOO_LONG` are cut in the middle:
 * only its offset and length are true.
 */
export interface Verdicts extends Block {
  readonly verdict: Uint8Array;
  /** Where the recordId of an accepted line, or one that is {@link ALIKE}, stands in `bytes`, without its quotes; 0 and 0 where it is not known. */
  readonly idStart: Uint32Array;
  readonly idEnd: Uint32Array;
  /** Two words for each line, `hashId` of that recordId; 0 and 0 where it is not known. */
  readonly idHashes: Uint32Array;
  /** Two words for each line, `hashId` of the bytes of its model input; 0 and 0 where it is not known. Absent where nobody asked for it. */
  readonly inputHashes?: Uint32Array | undefined;
  /** For each line 0, or {@link INPUT_REPEATED}, or {@link INPUT_NOT_COMPARED}: that of the first line of a block that begins as the line before does, and where one of the two is not accepted. */
  readonly repeats: Uint8Array;
  /** For each line the 0-based offset of its first byte in the source; one entry more than lines, for the end. */
  readonly offsets: Float64Array;
  /** Whether `bytes` would have to be read from the file again. */
  readonly isAway?: boolean | undefined;
}

/**
 * Bytes in, whole lines out.
 *
 * A line ends behind `\n`; the last one may have none. Lines come out once, in order, whatever the chunks were.
 */
export interface LineEngine {
  /** Gives at least one and at most `bytes` bytes of memory to read a file into; valid until the next call. */
  room(bytes: number): Uint8Array;
  /** Takes over `bytes` bytes that were read into the room and gives the lines they complete. */
  push(bytes: number): Verdicts;
  /**
   * Says whether whole lines that are pushed next are made by one template: the same but for texts each of which stands inside of a string,
   * JSON in UTF-8, without U+0085, U+2028 and U+2029. That need not be proven again then. False at first; absent where it saves nothing.
   */
  expectMade?(areMade: boolean): void;
  /** Gives the line that no newline ended, if there is one. */
  finish(): Verdicts;
}
