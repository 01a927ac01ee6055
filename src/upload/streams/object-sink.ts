import {
  type BufferPool,
  type FileDigest,
  type FilePart,
  type Hasher,
  RunningDigest,
  type Sink,
} from '../../io/index.ts';
import { PartBuffer } from './part-buffer.ts';

/** What takes the parts of an object. */
export interface PartTaker {
  /** @throws What went wrong with a part before. */
  requireGood(): void;
  /** @param number From 1 on. */
  send(number: number, part: FilePart): void;
  /**
   * Ends the object.
   *
   * @param last Bytes that are in no part yet.
   */
  end(digest: FileDigest, last: Uint8Array): void;
}

/** Cuts the bytes of an object into parts. Memory: one part. */
export class ObjectSink implements Sink {
  readonly #taker: PartTaker;
  readonly #digest: RunningDigest;
  readonly #buffer: PartBuffer;
  #parts = 0;

  constructor(
    taker: PartTaker,
    hasher: Hasher,
    { partBytes, pool }: { readonly partBytes: number; readonly pool: BufferPool },
  ) {
    this.#taker = taker;
    this.#digest = new RunningDigest(hasher);
    this.#buffer = new PartBuffer(partBytes, pool);
  }

  write(bytes: Uint8Array): void {
    this.#taker.requireGood();
    for (let from = 0; from < bytes.length; ) {
      from += this.#buffer.add(bytes.subarray(from));
      if (this.#buffer.isFull) this.#sendPart();
    }
  }

  close(): FileDigest {
    this.#taker.requireGood();
    if (this.#parts > 0 && this.#buffer.filled > 0) this.#sendPart();
    const last = this.#buffer.take();
    this.#digest.updateByPart(last);
    const digest = this.#digest.digest();
    this.#taker.end(digest, last);
    return digest;
  }

  abandon(): void {
    this.#buffer.take();
  }

  #sendPart(): void {
    const bytes = this.#buffer.take();
    this.#parts += 1;
    this.#taker.send(this.#parts, { bytes, crc32: this.#digest.updateByPart(bytes) });
  }
}
