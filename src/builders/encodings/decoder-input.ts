import { TextDecoder } from 'node:util';
import { SPACE } from '../../core/index.ts';
import type { TextFault, TextInput } from './text-input.ts';

const NOTHING: Uint8Array = new Uint8Array();
const ESCAPE = 0x1b;
/** Longest character of any encoding, with the escape before it. */
const LONGEST_CHARACTER = 8;
/** Bytes without a safe cut that are kept; behind more a fault is only told by its block. */
const MOST_KEPT = 1024 * 1024;

/**
 * Reads any encoding that TextDecoder has, and finds the byte that is none of it.
 *
 * TextDecoder does not say where it failed. So the bytes are kept from the last place where a decoder can begin anew, and
 * read again to find the fault. Memory: one block, and at most 1 MiB of those bytes.
 */
export class DecoderInput implements TextInput {
  readonly #name: string;
  readonly #decoder: TextDecoder;
  readonly #isUtf16: boolean;
  /** Bytes since the last safe cut, and where that is. */
  #kept: Uint8Array = NOTHING;
  #cut = 0;
  #offset = 0;
  #fault: TextFault | undefined;

  constructor(name: string) {
    this.#name = name;
    this.#decoder = new TextDecoder(name, { fatal: true });
    this.#isUtf16 = name.startsWith('utf-16');
  }

  get fault(): TextFault | undefined {
    return this.#fault;
  }

  push(bytes: Uint8Array): Uint8Array {
    if (this.#fault !== undefined) return NOTHING;
    try {
      const text = this.#decoder.decode(bytes, { stream: true });
      this.#keep(bytes);
      return Buffer.from(text);
    } catch {
      return this.#upToFault(bytes);
    }
  }

  finish(): Uint8Array {
    if (this.#fault !== undefined) return NOTHING;
    try {
      return Buffer.from(this.#decoder.decode());
    } catch {
      return this.#upToFault(NOTHING);
    }
  }

  /** Keeps what stands behind the last safe cut. */
  #keep(bytes: Uint8Array): void {
    const all = this.#kept.length === 0 ? bytes : Buffer.concat([this.#kept, bytes]);
    this.#offset += bytes.length;
    const cut = this.#isUtf16 ? lastWholeUnits(all, this.#cut) : lastBlank(all);
    const from = all.length - cut > MOST_KEPT ? all.length : cut;
    // a view would keep the whole block
    this.#kept = Uint8Array.prototype.slice.call(all, from);
    this.#cut = this.#offset - this.#kept.length;
  }

  /** Gives the good text of a block that has a fault, and notes that. */
  #upToFault(bytes: Uint8Array): Uint8Array {
    const all = Buffer.concat([this.#kept, bytes]);
    const end = this.#firstBad(all);
    const place = this.#lastGood(all, end);
    this.#fault = { offset: this.#cut + place, byte: all[place] ?? 0 };
    const given = this.#decode(this.#kept, true)?.length ?? 0;
    return Buffer.from(this.#decode(all.subarray(0, place), false)?.slice(given) ?? '');
  }

  /** Finds the shortest beginning that cannot be decoded; the whole where only its end is missing. */
  #firstBad(all: Uint8Array): number {
    let [good, bad] = [0, all.length + 1];
    while (bad - good > 1) {
      const middle = (good + bad) >>> 1;
      if (this.#decode(all.subarray(0, middle), true) === undefined) bad = middle;
      else good = middle;
    }
    return Math.min(bad, all.length);
  }

  /** Finds the longest beginning before an end that is made of whole characters. */
  #lastGood(all: Uint8Array, end: number): number {
    for (let place = end - 1; place > end - LONGEST_CHARACTER && place > 0; place -= 1)
      if (this.#decode(all.subarray(0, place), false) !== undefined) return place;
    return end <= LONGEST_CHARACTER ? 0 : end - 1;
  }

  #decode(bytes: Uint8Array, stream: boolean): string | undefined {
    try {
      const ignoreBOM = this.#cut > 0;
      return new TextDecoder(this.#name, { fatal: true, ignoreBOM }).decode(bytes, { stream });
    } catch {
      return undefined;
    }
  }
}

/** In no encoding a blank or a control character is part of another character, but for the escapes of ISO-2022-JP. */
function lastBlank(bytes: Uint8Array): number {
  for (let at = bytes.length - 1; at >= 0; at -= 1) {
    const byte = bytes[at] as number;
    if (byte <= SPACE && byte !== ESCAPE) return at + 1;
  }
  return 0;
}

/** Finds the end of the last unit that is no half of a pair. */
function lastWholeUnits(bytes: Uint8Array, offset: number): number {
  for (let at = bytes.length - ((offset + bytes.length) % 2); at >= 2; at -= 2)
    if (!isSurrogate(bytes[at - 1] as number) && !isSurrogate(bytes[at - 2] as number)) return at;
  return 0;
}

/** Whether a byte can be the higher one of half a pair, whichever comes first. */
function isSurrogate(byte: number): boolean {
  return byte >= 0xd8 && byte <= 0xdf;
}
