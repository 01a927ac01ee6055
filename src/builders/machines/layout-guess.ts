import {
  BYTE_ORDER_MARK,
  decodeUtf8,
  NEWLINE,
  OPEN_ARRAY,
  OPEN_OBJECT,
  SPACE,
} from '../../core/index.ts';
import type { JsonLayout } from '../../engine/index.ts';

/** A first line that is longer is no line of JSON, or it makes no difference. */
const LONGEST_FIRST_LINE = 1024 * 1024;

/**
 * Tells from its beginning what a source holds: `[` begins a JSON array, and `{` lines of JSON where the first line is a whole
 * value, else objects that stand one after the other. What is known to be JSON is never read as lines.
 *
 * Memory: what stands before that byte or in the first line, at most 1 MiB of it.
 */
export class LayoutGuess {
  readonly #isJson: boolean;
  #before: Uint8Array[] = [];
  #length = 0;
  #first: number | undefined;

  /** @param isJson Whether the source is known to be JSON: one document, or several that stand one after the other. */
  constructor(isJson: boolean) {
    this.#isJson = isJson;
  }

  /** Takes the next bytes; gives nothing where it takes more to tell, and `unknown` where it is none of these. */
  take(bytes: Uint8Array): JsonLayout | 'unknown' | undefined {
    this.#before.push(bytes);
    this.#length += bytes.length;
    this.#first ??= bytes.find((byte) => byte > SPACE && !BYTE_ORDER_MARK.includes(byte));
    return this.#first === undefined ? undefined : this.#tell(this.#first, false);
  }

  /** Tells it of a source that is over. */
  finish(): JsonLayout | 'unknown' {
    if (this.#first === undefined) return this.#isJson ? 'array' : 'lines';
    return this.#tell(this.#first, true) ?? 'sequence';
  }

  /** Gives all that was taken, and keeps none of it. */
  release(): Uint8Array {
    const [bytes = new Uint8Array(), ...more] = this.#before;
    const all = more.length === 0 ? bytes : Buffer.concat(this.#before);
    this.#before = [];
    return all;
  }

  #tell(first: number, isEnd: boolean): JsonLayout | 'unknown' | undefined {
    if (first === OPEN_OBJECT) return this.#isJson ? 'sequence' : this.#tellLines(isEnd);
    return first === OPEN_ARRAY || this.#isJson ? 'array' : 'unknown';
  }

  #tellLines(isEnd: boolean): JsonLayout | undefined {
    const line = firstLine(Buffer.concat(this.#before), isEnd);
    if (line === undefined && this.#length < LONGEST_FIRST_LINE) return undefined;
    return line !== undefined && isJson(line) ? 'lines' : 'sequence';
  }
}

/** Gives the first line that is not blank; undefined where its end is still to come. */
function firstLine(bytes: Uint8Array, isEnd: boolean): Uint8Array | undefined {
  const start = bytes.indexOf(OPEN_OBJECT);
  const end = bytes.indexOf(NEWLINE, start);
  if (end === -1) return isEnd ? bytes.subarray(start) : undefined;
  return bytes.subarray(start, end);
}

function isJson(line: Uint8Array): boolean {
  try {
    JSON.parse(decodeUtf8(line));
    return true;
  } catch {
    return false;
  }
}
