import {
  fileBytes,
  type Home,
  type HomePrefix,
  homeAt,
  objectIdentity,
  openFileReader,
  readObject,
  type S3HomeOptions,
  startingOver,
} from '../io/index.ts';
import type { EstimatedDataset } from './estimate.ts';

/** A file, or an object in S3, of which lines are looked at. */
export interface SampledFile {
  readonly bytes: number;
  /** How many of its spans may be read at the same time; where it is one, those bytes are valid until the next ones. */
  readonly lanes: number;
  /** @param isWhole Whether it is going to be read from the first to the last byte. */
  open(isWhole: boolean): PlacedReader;
}

/** Reads at any place. */
export interface PlacedReader {
  /** Gives the bytes from one offset to before another one, which lie in the file. */
  read(start: number, end: number): Buffer | Promise<Buffer>;
  close(): void;
}

/** What is read of a file at once lies near the processor still. */
export const BLOCK_BYTES: number = 1 << 19;
/** A reply takes some 30 ms, in which there is nothing to do. */
const OBJECT_LANES = 16;
/** What is asked for at once of an object that is read whole. */
const WINDOW_BYTES = 1 << 23;
const NOTHING = { start: 0, held: Buffer.alloc(0) } as const;

/**
 * Gives a file of the disk.
 *
 * @throws {SourceError} `SOURCE_NOT_FOUND`, `SOURCE_READ`.
 */
export function sampledFile(path: string): SampledFile {
  return { bytes: fileBytes(path), lanes: 1, open: () => fileReader(path) };
}

/**
 * Gives an object in S3.
 *
 * @returns With it what closes connections that were opened for it.
 * @throws {SourceError} `SOURCE_NOT_FOUND`.
 */
export async function sampledObject(
  uri: string,
  { signal, ...options }: S3HomeOptions & { readonly signal?: AbortSignal | undefined },
): Promise<SampledFile & Pick<Home, 'close'>> {
  const { bytes } = await objectIdentity(uri, { ...options, signal });
  const above = uri.slice(0, uri.lastIndexOf('/') + 1);
  const home = homeAt(above, { ...options, once: [] });
  const [object] = shardsOf(home, [{ path: uri.slice(above.length), bytes }], signal);
  return { ...(object as SampledFile), close: () => home.close() };
}

/** Gives the shards of a dataset: files, or objects, of which no more bytes are asked for than are looked at. */
export function sampledShards(
  { home, manifest }: Pick<EstimatedDataset, 'home' | 'manifest'>,
  signal: AbortSignal | undefined,
): readonly SampledFile[] {
  return shardsOf(
    home,
    manifest.jobs.flatMap((job) => job.shards),
    signal,
  );
}

function shardsOf(
  home: EstimatedDataset['home'],
  shards: readonly { readonly path: string; readonly bytes: number }[],
  signal: AbortSignal | undefined,
): readonly SampledFile[] {
  const { prefix } = home;
  if (prefix === undefined) return shards.map(({ path }) => sampledFile(home.nameOf(path)));
  return shards.map(({ path, bytes }) => ({
    ...{ bytes, lanes: OBJECT_LANES },
    open: (isWhole) => objectReader({ prefix, path, bytes, signal }, isWhole),
  }));
}

function fileReader(path: string): PlacedReader {
  const file = openFileReader(path);
  const memory = Buffer.allocUnsafe(BLOCK_BYTES);
  return {
    read: (start, end) => {
      const length = end - start;
      const buffer = length <= BLOCK_BYTES ? memory : Buffer.allocUnsafe(length);
      let filled = 0;
      while (filled < length) {
        const read = file.readAt(buffer.subarray(filled, length), start + filled);
        if (read === 0) break;
        filled += read;
      }
      return buffer.subarray(0, filled);
    },
    close: () => file.close(),
  };
}

interface SampledObject {
  readonly prefix: HomePrefix;
  readonly path: string;
  readonly bytes: number;
  readonly signal: AbortSignal | undefined;
}

/** Of what is read whole much is asked for at once, and nothing twice but the beginning of a line. */
function objectReader(object: SampledObject, isWhole: boolean): PlacedReader {
  let window: { readonly start: number; readonly held: Buffer } = NOTHING;
  return {
    read: async (start, end) => {
      if (!isWhole) return readSpan(object, start, end);
      if (start < window.start || end > window.start + window.held.length) {
        const last = Math.max(end, Math.min(object.bytes, start + WINDOW_BYTES));
        window = { start, held: await readSpan(object, start, last) };
      }
      return window.held.subarray(start - window.start, end - window.start);
    },
    close: () => {
      window = NOTHING;
    },
  };
}

/** @throws {S3Error} `S3_OBJECT_DIFFERS` where the object has another size, and what S3 refuses. */
async function readSpan(
  { prefix, path, bytes, signal }: SampledObject,
  start: number,
  end: number,
): Promise<Buffer> {
  const place = { bucket: prefix.place.bucket, key: `${prefix.place.key}${path}` };
  const s3 = await prefix.client();
  return startingOver(async () => {
    const pieces: Uint8Array[] = [];
    const options = { ...prefix.requests, signal, bytes, span: { start, end } };
    for await (const piece of readObject(s3, place, options)) pieces.push(piece);
    return Buffer.concat(pieces);
  });
}
