import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** No UTF-8 text begins with these two bytes. Source: RFC 1952. */
const GZIP: Uint8Array = Uint8Array.of(0x1f, 0x8b);

/**
 * Gives the bytes of a source as they are, or unpacked where they are gzip.
 *
 * Memory: one block, and 64 KiB where it unpacks.
 *
 * @throws What zlib throws where the gzip is cut or broken.
 */
export async function* unzipped(
  blocks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  const rest = blocks[Symbol.asyncIterator]();
  const first = await firstBytes(rest);
  const all = startingWith(first, rest);
  if (GZIP.every((byte, index) => first[index] === byte)) yield* unpack(all);
  else yield* all;
}

/** A stream may give its first two bytes in two blocks. */
async function firstBytes(blocks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let bytes: Uint8Array = new Uint8Array();
  while (bytes.length < GZIP.length) {
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

async function* unpack(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  const bytes = pipeline(Readable.from(packed, { objectMode: false }), gunzip, () => {});
  for await (const block of bytes) yield block as Uint8Array;
}
