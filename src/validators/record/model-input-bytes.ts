import {
  BACKSLASH,
  BYTE_ORDER_MARK,
  CLOSE_OBJECT,
  COLON_SIGN,
  COMMA,
  OPEN_OBJECT,
  QUOTE,
} from '../../core/index.ts';
import { isWhiteSpace } from '../../engine/index.ts';

/** Stands for the byte behind the last one. */
const NONE = 0;
const RECORD_ID = Buffer.from('"recordId"');
const MODEL_INPUT = Buffer.from('"modelInput"');

/**
 * Finds the bytes of the model input in a line that is a record of `recordId` and `modelInput` alone, in either order.
 *
 * Only what stands around the model input is looked at, so it costs the same however long that is.
 *
 * @param line With or without its newline.
 * @returns A view of the line; undefined where it has another shape, an escape in a key, or an id that is no text.
 */
export function modelInputBytes(line: Uint8Array): Uint8Array | undefined {
  const end = blanksBefore(line, line.length) - 1;
  if (line[end] !== CLOSE_OBJECT) return undefined;
  const lastEnd = blanksBefore(line, end);
  const { at: start, isBehindId } = modelInputStart(line) ?? {};
  if (start === undefined) return undefined;
  const inputEnd = isBehindId === true ? lastEnd : beforeId(line, lastEnd);
  return inputEnd === undefined || inputEnd <= start ? undefined : line.subarray(start, inputEnd);
}

/** Where a model input begins. */
export interface ModelInputStart {
  readonly at: number;
  /** Whether the id stands before it. */
  readonly isBehindId: boolean;
}

/** Finds where the model input begins; undefined where a line, or what is here of it, does not say so. */
export function modelInputStart(line: Uint8Array): ModelInputStart | undefined {
  const open = blanksFrom(line, hasAt(line, 0, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0);
  if (line[open] !== OPEN_OBJECT) return undefined;
  const first = blanksFrom(line, open + 1);
  const id = behindKey(line, first, RECORD_ID);
  if (id === undefined) {
    const at = behindKey(line, first, MODEL_INPUT);
    return at === undefined ? undefined : { at, isBehindId: false };
  }
  const comma = blanksFrom(line, behindText(line, id));
  if (line[comma] !== COMMA) return undefined;
  const at = behindKey(line, blanksFrom(line, comma + 1), MODEL_INPUT);
  return at === undefined ? undefined : { at, isBehindId: true };
}

/** Gives where the value of a key begins that stands at a place. */
function behindKey(line: Uint8Array, at: number, key: Buffer): number | undefined {
  if (!hasAt(line, at, key)) return undefined;
  const colon = blanksFrom(line, at + key.length);
  return line[colon] === COLON_SIGN ? blanksFrom(line, colon + 1) : undefined;
}

/** Steps over a text; where none stands the place stays, and where it has no end the line ends. */
function behindText(line: Uint8Array, at: number): number {
  if (line[at] !== QUOTE) return at;
  let end = at + 1;
  while (end < line.length && line[end] !== QUOTE) end += line[end] === BACKSLASH ? 2 : 1;
  return end + 1;
}

/** Gives where a value ends behind which a key of the id and a text without escapes are all there is. */
function beforeId(line: Uint8Array, end: number): number | undefined {
  if (line[end - 1] !== QUOTE) return undefined;
  const open = line.lastIndexOf(QUOTE, end - 2);
  if (open === -1 || line.subarray(open - 1, end).includes(BACKSLASH)) return undefined;
  const colon = blanksBefore(line, open) - 1;
  if (line[colon] !== COLON_SIGN) return undefined;
  const key = blanksBefore(line, colon) - RECORD_ID.length;
  if (!hasAt(line, key, RECORD_ID)) return undefined;
  const comma = blanksBefore(line, key) - 1;
  return line[comma] === COMMA ? blanksBefore(line, comma) : undefined;
}

function hasAt(line: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (line[at + index] !== text[index]) return false;
  }
  return true;
}

function blanksFrom(line: Uint8Array, from: number): number {
  let at = from;
  while (isWhiteSpace(line[at] ?? NONE)) at += 1;
  return at;
}

function blanksBefore(line: Uint8Array, to: number): number {
  let at = to;
  while (isWhiteSpace(line[at - 1] ?? NONE)) at -= 1;
  return at;
}
