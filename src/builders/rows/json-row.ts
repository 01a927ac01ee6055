import {
  BACKSLASH,
  decodeUtf8,
  isObject,
  LOWER_N,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
} from '../../core/index.ts';
import { locatePath, type ValueSpan } from '../../engine/index.ts';
import { type RepeatedKey, repeatedKey } from './repeated-key.ts';
import type { Row } from './row.ts';

/** How a dotted path writes an index of an array. */
export const INDEX: RegExp = /^(?:0|[1-9]\d*)$/;

/** The one column of a row that is no object. */
export const VALUE_COLUMN: string = 'value';

/** Where a row of JSON begins. */
export interface JsonRowPlace {
  readonly source: string;
  readonly number: number;
  readonly line?: number | undefined;
  readonly byteOffset?: number | undefined;
}

/** One JSON value with its bytes, so that a template gets numbers as they stand there. */
export class JsonRow implements Row {
  readonly number: number;
  readonly source: string;
  readonly line: number | undefined;
  readonly byteOffset: number | undefined;
  readonly isTabular: boolean = false;
  /** As they stand in the source, without white space around them. */
  readonly bytes: Uint8Array;
  #parsed: { readonly value: unknown } | undefined;

  /** Takes the bytes of one valid JSON value, without white space around it, and the value where it was parsed already. */
  constructor(bytes: Uint8Array, place: JsonRowPlace, parsed?: { readonly value: unknown }) {
    this.bytes = bytes;
    this.#parsed = parsed;
    this.number = place.number;
    this.source = place.source;
    this.line = place.line;
    this.byteOffset = place.byteOffset;
  }

  get columns(): readonly string[] {
    const { value } = this;
    return isObject(value) ? Object.keys(value) : [VALUE_COLUMN];
  }

  get value(): unknown {
    this.#parsed ??= { value: JSON.parse(decodeUtf8(this.bytes)) };
    return this.#parsed.value;
  }

  json(): string {
    return decodeUtf8(this.bytes);
  }

  repeatedKey(): RepeatedKey | undefined {
    return repeatedKey(this.bytes, this.value);
  }

  text(column: string): string | null | undefined {
    if (this.bytes[0] !== OPEN_OBJECT && column === VALUE_COLUMN) return textOf(this.bytes);
    const span = locatePath(this.bytes, [column]);
    const bytes = span === undefined ? nested(this.bytes, column) : within(this.bytes, span);
    return bytes === undefined ? undefined : textOf(bytes);
  }
}

/** Follows a dotted path, where a number is an index in an array and a key in an object. */
function nested(bytes: Uint8Array, path: string): Uint8Array | undefined {
  let here = bytes;
  for (const step of path.split('.')) {
    const isIndex = here[0] === OPEN_ARRAY && INDEX.test(step);
    const span = locatePath(here, [isIndex ? Number(step) : step]);
    if (span === undefined) return undefined;
    here = within(here, span);
  }
  return here;
}

function within(bytes: Uint8Array, { start, end }: ValueSpan): Uint8Array {
  return bytes.subarray(start, end);
}

function textOf(bytes: Uint8Array): string | null {
  if (bytes[0] === LOWER_N) return null;
  if (bytes[0] !== QUOTE) return decodeUtf8(bytes);
  if (bytes.includes(BACKSLASH)) return JSON.parse(decodeUtf8(bytes)) as string;
  return decodeUtf8(bytes.subarray(1, -1));
}
