import { crc32 } from 'node:zlib';
import type { S3Client } from '@aws-sdk/client-s3';
import { countOf, formatCount, quote, S3Error } from '../../core/index.ts';
import { formatCrc32 } from '../sinks/running-digest.ts';
import { asking } from './asking.ts';
import type { ObjectReply, ReadFrom } from './aws-s3.ts';
import type { S3Attempt } from './s3-errors.ts';
import type { S3RequestOptions } from './s3-options.ts';
import { formatS3Uri, type S3Place } from './s3-uri.ts';

/** Which bytes of an object are read. */
export interface ReadObjectOptions extends S3RequestOptions {
  /** Only the bytes from one offset to before another one, at least one. Default: all. */
  readonly span?: { readonly start: number; readonly end: number } | undefined;
  /** Entity tag that the object has to have. Default: any. */
  readonly etag?: string | undefined;
  /** How many bytes the whole object has to have. Default: any. */
  readonly bytes?: number | undefined;
}

const MOST_RESUMPTIONS = 5;
const MOST_READINGS = 3;

/**
 * Reads an object, or a span of one, from its first to its last byte.
 *
 * Where the connection breaks, or was closed because the reader took its time, it is read on from the last byte, if it
 * still is the same object. At the end its length, and its CRC32 where S3 keeps one of the whole object, are compared with
 * all that was read: whoever keeps what was read waits for that, and starts over where it fails ({@link startingOver}).
 * Stopping early closes the connection. Memory: what the socket has buffered.
 *
 * @yields Bytes as they arrive, in pieces of any size.
 * @throws {S3Error} `S3_OBJECT_NOT_FOUND`, `S3_BUCKET_NOT_FOUND`, `S3_ACCESS_DENIED`, `S3_CREDENTIALS`, `S3_REPLY_UNCLEAR`,
 *   `S3_OBJECT_DIFFERS` where the bytes are not those of the object or it has another entity tag, and `S3_REQUEST` also where the connection breaks 5 times
 *   without a byte in between.
 */
export async function* readObject(
  s3: S3Client,
  place: S3Place,
  { span, etag, bytes, ...options }: ReadObjectOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const attempt = { verb: 'read', ...place, ...options };
  const reading = new ObjectReading(place, { span, etag, bytes });
  for (let broken = 0; !reading.isWhole; broken += 1) {
    const reply = await open(s3, { reading, attempt }, options);
    reading.begin(reply);
    try {
      for await (const piece of piecesOf(reply.bytes, attempt, options)) {
        reading.add(piece);
        broken = 0;
        yield piece;
      }
      reading.end();
    } catch (error) {
      if (!(error instanceof S3Error && error.isRetryable) || broken >= MOST_RESUMPTIONS)
        throw error;
      reading.endEarly(error);
    }
  }
  reading.requireSame();
}

/**
 * Reads a small object as UTF-8; undefined where it is larger than `most` bytes.
 *
 * @throws {S3Error} As {@link readObject}.
 */
export function readText(
  s3: S3Client,
  place: S3Place,
  options: S3RequestOptions & { readonly most: number },
): Promise<string | undefined> {
  return startingOver(async () => {
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of readObject(s3, place, options)) {
      bytes += piece.length;
      if (bytes > options.most) return undefined;
      pieces.push(piece);
    }
    return Buffer.concat(pieces).toString('utf8');
  });
}

/**
 * Does again, up to twice, what read an object whose bytes were not those that S3 keeps.
 *
 * @param read Reads from the beginning, and keeps nothing of what it read before where it throws.
 */
export async function startingOver<Value>(read: () => Promise<Value>): Promise<Value> {
  for (let left = MOST_READINGS - 1; ; left -= 1) {
    try {
      return await read();
    } catch (error) {
      const isDamaged = error instanceof S3Error && error.code === 'S3_OBJECT_DIFFERS';
      if (!isDamaged || left === 0) throw error;
    }
  }
}

interface Opening {
  readonly reading: ObjectReading;
  readonly attempt: S3Attempt;
}

async function open(
  s3: S3Client,
  { reading, attempt }: Opening,
  options: S3RequestOptions,
): Promise<ObjectReply> {
  const { sendGetObject } = await import('./aws-s3.ts');
  const { from, place } = reading;
  try {
    return await asking(attempt, options, () => sendGetObject(s3, place, { ...options, from }));
  } catch (error) {
    const isReplaced = error instanceof S3Error && error.httpStatus === 412;
    throw isReplaced ? differs(place, 'it was written anew') : error;
  }
}

/** What was read of an object, and what S3 said of it first. */
class ObjectReading {
  readonly place: S3Place;
  readonly #span: ReadObjectOptions['span'];
  readonly #etag: string | undefined;
  readonly #bytes: number | undefined;
  /** Bytes that were read. */
  #offset = 0;
  #crc = 0;
  #first: ObjectReply | undefined;
  #isEnded = false;

  constructor(
    place: S3Place,
    { span, etag, bytes }: Pick<ReadObjectOptions, 'span' | 'etag' | 'bytes'>,
  ) {
    this.place = place;
    this.#span = span;
    this.#etag = etag;
    this.#bytes = bytes;
  }

  /** From where to read on. */
  get from(): ReadFrom {
    const { start, end } = this.#span ?? {};
    if (this.#first === undefined) return { start, end, etag: this.#etag };
    return { start: (start ?? 0) + this.#offset, end, etag: this.#etag ?? this.#first.etag };
  }

  get isWhole(): boolean {
    return this.#isEnded;
  }

  begin(reply: ObjectReply): void {
    this.#first ??= reply;
    const { total } = this.#first;
    if (this.#bytes !== undefined && total !== undefined && total !== this.#bytes)
      throw differs(
        this.place,
        `it has ${countOf(total, 'byte')}, and ${formatCount(this.#bytes)} are expected`,
      );
  }

  add(piece: Uint8Array): void {
    this.#offset += piece.length;
    // most objects have another checksum, which the SDK compares
    if (this.#first?.crc32 !== undefined) this.#crc = crc32(piece, this.#crc);
  }

  end(): void {
    this.#isEnded = true;
  }

  /** The connection may break behind the last byte; the SDK fails there too, where the checksum is another one. */
  endEarly(error: S3Error): void {
    const { cause } = error;
    if (cause instanceof Error && cause.message.startsWith('Checksum mismatch'))
      throw differs(this.place, 'their checksum is another one', cause);
    if (this.#offset > 0 && this.#offset === this.#first?.length) this.end();
  }

  requireSame(): void {
    const { length, crc32: stored } = this.#first ?? {};
    if (length !== undefined && length !== this.#offset) {
      const found = `${countOf(this.#offset, 'byte')} came, and it has ${formatCount(length)}`;
      throw differs(this.place, found);
    }
    if (stored === undefined) return;
    const found = formatCrc32(this.#crc);
    if (stored !== found)
      throw differs(this.place, `their CRC32 is ${found}, and S3 keeps ${stored}`);
  }
}

function differs(place: S3Place, why: string, cause?: Error): S3Error {
  const message = `The bytes that were read are not those of ${quote(formatS3Uri(place), 200)}: ${why}`;
  return new S3Error('S3_OBJECT_DIFFERS', message, {
    ...place,
    cause,
    isRetryable: true,
    hint: 'Run the same command again; what was printed of this object is not to be used',
  });
}

async function* piecesOf(
  body: AsyncIterable<Uint8Array>,
  attempt: S3Attempt,
  options: S3RequestOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const pieces = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const piece = await asking(attempt, options, () => pieces.next());
      if (piece.done === true) return;
      yield piece.value;
    }
  } finally {
    await pieces.return?.();
  }
}
