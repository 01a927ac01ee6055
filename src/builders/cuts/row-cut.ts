import { CARRIAGE_RETURN, COMMA, NEWLINE } from '../../core/index.ts';
import { isWhiteSpace, type PlaceInArray } from '../../engine/index.ts';
import type { PlacedBytes } from './placed-bytes.ts';

/** A place between two rows of a file. */
export interface RowCut {
  /** Offset behind what belongs to the rows before it. */
  readonly end: number;
  /** Offset of what belongs to the rows behind it: another one only in an array, where a comma stands between. */
  readonly start: number;
  /** Rows before it. */
  readonly rowsBefore: number;
  /** 1-based line in which the rows behind it begin. */
  readonly line: number;
}

/** A place that a reader has come to. */
export interface ReadPlace extends Pick<RowCut, 'start' | 'rowsBefore' | 'line'> {
  /** What stands before it, in an array. */
  readonly inArray?: PlaceInArray | undefined;
}

const PIECE_BYTES = 4096;

/** Makes a cut of a place in an array, behind an element or before one, at the comma there; undefined where there is none. */
export async function cutInArray(file: PlacedBytes, place: ReadPlace): Promise<RowCut | undefined> {
  const { start: at, rowsBefore, line } = place;
  const ahead = await nextByte(file, at);
  if (ahead?.byte === COMMA) {
    const { offset, lines } = ahead;
    return { end: offset, start: offset + 1, rowsBefore, line: line + lines };
  }
  const behind = await lastByte(file, at);
  return behind?.byte === COMMA ? { end: behind.offset, start: at, rowsBefore, line } : undefined;
}

/** Makes a cut of a place where a line begins; the second half of CRLF stands before it. */
export async function cutAtLine(file: PlacedBytes, place: ReadPlace): Promise<RowCut> {
  const { start, rowsBefore, line } = place;
  const [before, behind] = await file.at(Math.max(0, start - 1), 2);
  const at = start > 0 && before === CARRIAGE_RETURN && behind === NEWLINE ? start + 1 : start;
  return { end: at, start: at, rowsBefore, line };
}

/** The first byte from an offset on that is no white space. */
async function nextByte(file: PlacedBytes, from: number) {
  let lines = 0;
  for (let at = from; ; at += PIECE_BYTES) {
    const piece = await file.at(at, PIECE_BYTES);
    for (const [index, byte] of piece.entries()) {
      if (!isWhiteSpace(byte)) return { byte, offset: at + index, lines };
      if (byte === NEWLINE) lines += 1;
    }
    if (piece.length < PIECE_BYTES) return undefined;
  }
}

/** The last byte before an offset that is no white space. */
async function lastByte(file: PlacedBytes, before: number) {
  for (let end = before; end > 0; end -= PIECE_BYTES) {
    const start = Math.max(0, end - PIECE_BYTES);
    const piece = await file.at(start, end - start);
    const index = piece.findLastIndex((byte) => !isWhiteSpace(byte));
    if (index !== -1) return { byte: piece[index], offset: start + index };
  }
  return undefined;
}
