import { NEWLINE } from '../../../core/index.ts';
import { WireError } from '../../http/wire-error.ts';
import type { ChunkSignatures } from '../../signature/chunk-signatures.ts';
import { incompleteBody } from '../wire/s3-errors.ts';

/** Where the decoder is in the body. */
type Place = 'size' | 'data' | 'after-data' | 'trailer' | 'done';

const LONGEST_LINE_BYTES = 8192;
const SMALLEST_CHUNK_BYTES = 8192;

/**
 * Takes the framing off a body in S3's `aws-chunked` encoding, bytes in any pieces.
 *
 * ```
 * size in hex [;chunk-signature=…] CR LF
 * data CR LF                                  again and again; a size of 0 ends it
 * name:value CR LF                            trailers
 * CR LF
 * ```
 *
 * Memory: one line of at most 8 KiB; the data given out are views of what was pushed.
 */
export class ChunkedDecoder {
  /** Trailers by lower-case name, once they were read. */
  readonly trailers: Map<string, string> = new Map();
  readonly #signatures: ChunkSignatures | undefined;
  #place: Place = 'size';
  #line: Uint8Array[] = [];
  #lineBytes = 0;
  #left = 0;
  #signature = '';
  #wasSmall = false;

  /** @param signatures Verifies each chunk where the client signs them. */
  constructor(signatures?: ChunkSignatures) {
    this.#signatures = signatures;
  }

  /** Takes bytes and gives the data among them. */
  push(bytes: Uint8Array): Uint8Array[] {
    const data: Uint8Array[] = [];
    let position = 0;
    while (position < bytes.length && this.#place !== 'done') {
      if (this.#place === 'data') {
        const piece = bytes.subarray(position, position + this.#left);
        position += piece.length;
        this.#takeData(piece);
        data.push(piece);
        continue;
      }
      const end = bytes.indexOf(NEWLINE, position);
      const stop = end < 0 ? bytes.length : end + 1;
      this.#takeLinePiece(bytes.subarray(position, stop));
      position = stop;
      if (end >= 0) this.#takeLine();
    }
    return data;
  }

  /**
   * Ends the body.
   *
   * @throws {WireError} 400 `IncompleteBody` when it is not over.
   */
  finish(): void {
    if (this.#place !== 'done') throw incompleteBody();
  }

  #takeData(piece: Uint8Array): void {
    this.#signatures?.update(piece);
    this.#left -= piece.length;
    if (this.#left > 0) return;
    this.#signatures?.endChunk(this.#signature);
    this.#place = 'after-data';
  }

  #takeLinePiece(piece: Uint8Array): void {
    this.#line.push(piece);
    this.#lineBytes += piece.length;
    if (this.#lineBytes > LONGEST_LINE_BYTES) throw incompleteBody();
  }

  #takeLine(): void {
    const line = Buffer.concat(this.#line).toString('latin1').trimEnd();
    this.#line = [];
    this.#lineBytes = 0;
    if (this.#place === 'size') this.#takeSize(line);
    else if (this.#place === 'trailer') this.#takeTrailer(line);
    else if (line === '') this.#place = 'size';
    else throw incompleteBody();
  }

  #takeSize(line: string): void {
    const match = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line);
    if (match === null) throw incompleteBody();
    this.#left = Number.parseInt(match[1] as string, 16);
    this.#signature = match[2] ?? '';
    if (this.#left > 0) {
      if (this.#wasSmall) throw chunkTooSmall();
      this.#wasSmall = this.#left < SMALLEST_CHUNK_BYTES;
      this.#place = 'data';
      return;
    }
    this.#signatures?.endChunk(this.#signature);
    this.#place = 'trailer';
  }

  #takeTrailer(line: string): void {
    if (line === '') {
      this.#signatures?.endTrailer(this.trailers);
      this.#place = 'done';
      return;
    }
    const colon = line.indexOf(':');
    if (colon <= 0) throw incompleteBody();
    this.trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
}

/** Only the last chunk may be smaller than 8 KiB; whether one was the last is known when the next begins. */
function chunkTooSmall(): WireError {
  return new WireError({
    status: 403,
    code: 'InvalidChunkSizeError',
    message: 'Only the last chunk is allowed to have a size less than 8192 bytes',
  });
}
