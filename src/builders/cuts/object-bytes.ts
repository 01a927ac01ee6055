import { type ObjectSourceOptions, readObjectAt } from '../../io/index.ts';
import type { ReadOptions } from '../sources/byte-source.ts';
import type { KnownObject, PlacedBytes } from './placed-bytes.ts';

/** What was read last is kept: nearly all places that are looked at lie there, and each of the others is a request. */
const KEPT_BYTES = 2 * 1024 * 1024;

/**
 * Bytes of an object in S3: one request for all of them, and one for each place that is not near to where that is.
 *
 * Memory: 2 MiB.
 */
export class ObjectBytes implements PlacedBytes {
  readonly #uri: string;
  readonly #known: KnownObject;
  readonly #options: ObjectSourceOptions | undefined;
  readonly #kept: Uint8Array[] = [];
  /** Offsets of the first byte that is kept, and behind the last one. */
  #from = 0;
  #to = 0;

  constructor(uri: string, known: KnownObject, options: ObjectSourceOptions | undefined) {
    this.#uri = uri;
    this.#known = known;
    this.#options = options;
  }

  /** Each block is given when the one behind it is there, so that the places around its end are known. */
  async *read({ signal }: ReadOptions = {}): AsyncGenerator<Uint8Array, void> {
    [this.#from, this.#to] = [0, 0];
    this.#kept.length = 0;
    let held: Uint8Array | undefined;
    const { etag } = this.#known;
    for await (const block of readObjectAt(this.#uri, { ...this.#options, etag, signal })) {
      this.#keep(block);
      if (held !== undefined) yield held;
      held = block;
    }
    if (held !== undefined) yield held;
  }

  async at(offset: number, length: number): Promise<Uint8Array> {
    const [start, end] = [offset, Math.min(this.#known.bytes, offset + length)];
    if (start >= end) return new Uint8Array();
    if (start >= this.#from && end <= this.#to) return this.#keptBetween(start, end);
    const { etag } = this.#known;
    const span = { start, end };
    const pieces: Uint8Array[] = [];
    for await (const piece of readObjectAt(this.#uri, { ...this.#options, etag, span }))
      pieces.push(piece);
    return Buffer.concat(pieces);
  }

  close(): void {
    this.#kept.length = 0;
  }

  #keptBetween(start: number, end: number): Uint8Array {
    const pieces: Uint8Array[] = [];
    let at = this.#from;
    for (const block of this.#kept) {
      const piece = block.subarray(Math.max(0, start - at), Math.max(0, end - at));
      if (piece.length > 0) pieces.push(piece);
      at += block.length;
    }
    return Buffer.concat(pieces);
  }

  #keep(block: Uint8Array): void {
    this.#kept.push(block);
    this.#to += block.length;
    for (let [first] = this.#kept; first !== undefined; [first] = this.#kept) {
      if (this.#to - this.#from - first.length < KEPT_BYTES) return;
      this.#from += first.length;
      this.#kept.shift();
    }
  }
}
