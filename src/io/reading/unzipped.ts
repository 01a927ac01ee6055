import { pipeline, Readable, type Transform } from 'node:stream';
import zlib from 'node:zlib';
import { archiveKind } from './archive-kind.ts';

/** The longest sign of what is unpacked here: that of zstd. */
const SIGN_BYTES = 4;
const CHUNK = { chunkSize: 64 * 1024 };

/** Node.js has it from 22.15 and 23.8 on. */
const { createZstdDecompress } = zlib as {
  readonly createZstdDecompress?: (options: typeof CHUNK) => Transform;
};

/** Whether this runtime unpacks zstd. */
export const unpacksZstd: boolean = createZstdDecompress !== undefined;

/**
 * Gives the bytes of a source as they are, or unpacked where they are gzip, or zstd and the runtime can unpack that.
 *
 * Memory: one block, and 64 KiB where it unpacks; with zstd also its window, 8 MiB as it is usually written.
 *
 * @throws What zlib throws where what is packed is cut or broken.
 */
export async function* unzipped(
  blocks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  const rest = blocks[Symbol.asyncIterator]();
  const first = await firstBytes(rest);
  const all = startingWith(first, rest);
  const unpacker = unpackerOf(first);
  if (unpacker === undefined) yield* all;
  else yield* unpack(all, unpacker);
}

/** No UTF-8 text begins with the signs of either. Sources: RFC 1952, RFC 8878. */
function unpackerOf(first: Uint8Array): Transform | undefined {
  const kind = archiveKind(first.subarray(0, SIGN_BYTES));
  if (kind === 'gzip') return zlib.createGunzip(CHUNK);
  return kind === 'zstd' ? createZstdDecompress?.(CHUNK) : undefined;
}

/** A stream may give its first bytes in several blocks. */
async function firstBytes(blocks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let bytes: Uint8Array = new Uint8Array();
  while (bytes.length < SIGN_BYTES) {
    const next = await blocks.next();
    if (next.done === true) return bytes;
    bytes = bytes.length === 0 ? next.value : Buffer.concat([bytes, next.value]);
  }
  return bytes;
}

async function* startingWith(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  try {
    if (first.length > 0) yield first;
    for (let next = await rest.next(); next.done !== true; next = await rest.next())
      yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function* unpack(
  packed: AsyncIterable<Uint8Array>,
  unpacker: Transform,
): AsyncGenerator<Uint8Array, void> {
  const bytes = pipeline(Readable.from(packed, { objectMode: false }), unpacker, () => {});
  for await (const block of bytes) yield block as Uint8Array;
}
