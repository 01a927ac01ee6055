import { modelInputBytes, modelInputStart } from '../record/model-input-bytes.ts';

/** Reads from a position and gives how many bytes it read. */
type ReadAt = (into: Uint8Array, position: number) => number;

/** A line whose model input may be compared with another one's, wherever its bytes are. */
export interface RecordLine {
  /** Bytes of the line. */
  readonly length: number;
  /** Its first bytes, at least {@link HEAD_BYTES} of a longer line. */
  head(): Uint8Array;
  whole(): Uint8Array;
}

const HEAD_BYTES = 1024;
/** Of a line that is longer its beginning is looked at first: what differs mostly differs there. */
const LONG_BYTES = 2 * HEAD_BYTES;

/** A line that is in memory. */
export function lineInMemory(bytes: Uint8Array): RecordLine {
  return { length: bytes.length, head: () => bytes, whole: () => bytes };
}

/** A line that is read when it is looked at. */
export function lineInFile(readAt: ReadAt, offset: number, length: number): RecordLine {
  const read = (bytes: number): Uint8Array => {
    const into = Buffer.allocUnsafe(bytes);
    return into.subarray(0, readAt(into, offset));
  };
  return { length, head: () => read(Math.min(length, HEAD_BYTES)), whole: () => read(length) };
}

/** Tells whether two lines are records with the same model input, byte by byte. */
export function haveSameInput(one: RecordLine, other: RecordLine): boolean {
  const areLong = Math.min(one.length, other.length) > LONG_BYTES;
  if (areLong && beginOtherwise(one.head(), other.head())) return false;
  const inputs = [one, other].map((line) => modelInputBytes(line.whole()));
  const [first, second] = inputs;
  return first !== undefined && second !== undefined && Buffer.compare(first, second) === 0;
}

function beginOtherwise(one: Uint8Array, other: Uint8Array): boolean {
  const [first, second] = [modelInputStart(one), modelInputStart(other)];
  if (first === undefined || second === undefined) return false;
  const bytes = Math.min(one.length - first.at, other.length - second.at, HEAD_BYTES);
  return Buffer.compare(beginning(one, first.at, bytes), beginning(other, second.at, bytes)) !== 0;
}

function beginning(line: Uint8Array, start: number, bytes: number): Uint8Array {
  return line.subarray(start, start + bytes);
}
