import { createHash } from 'node:crypto';
import type { BodyFolder, BodySlice } from '../../../io/index.ts';
import { type ChecksumAlgorithm, type RunningChecksum, startChecksum } from './checksums.ts';

/** Size and digests of a body. */
export interface BodyDigests {
  readonly bytes: number;
  /** MD5 in hex: what entity tags are made of. */
  readonly md5: string;
  /** Base64 by algorithm. */
  readonly checksums: Readonly<Partial<Record<ChecksumAlgorithm, string>>>;
}

/** Bytes that are on disk and that no object shows yet. */
export interface ReceivedBody extends BodyDigests {
  readonly slice: BodySlice;
}

/** Where bodies are put and, where they are not what was said of them, removed from. */
export interface BodyStore {
  receive(body: Body, algorithms: Iterable<ChecksumAlgorithm>): Promise<ReceivedBody>;
  discard(received: ReceivedBody): Promise<void>;
}

/** Bytes as they come. */
export type Body = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Writes bytes to disk, digesting them on the way. Whatever the source throws is thrown on; no file is left then.
 *
 * Memory: about 1 MiB, whatever the size.
 */
export async function receiveBody(
  folder: BodyFolder,
  body: Body,
  algorithms: Iterable<ChecksumAlgorithm>,
): Promise<ReceivedBody> {
  const digest = await RunningDigests.start(algorithms);
  const writer = await folder.create();
  try {
    for await (const bytes of body) {
      digest.update(bytes);
      const flushed = writer.write(bytes);
      if (flushed !== undefined) await flushed;
    }
    const bytes = await writer.close();
    return { ...digest.finish(), slice: { file: writer.file, start: 0, bytes } };
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

/** Digests a body that is in memory. */
export async function digestBytes(
  bytes: Uint8Array,
  algorithms: Iterable<ChecksumAlgorithm>,
): Promise<BodyDigests> {
  const digest = await RunningDigests.start(algorithms);
  digest.update(bytes);
  return digest.finish();
}

class RunningDigests {
  readonly #checksums: ReadonlyMap<ChecksumAlgorithm, RunningChecksum>;
  readonly #md5 = createHash('md5');
  #bytes = 0;

  private constructor(checksums: ReadonlyMap<ChecksumAlgorithm, RunningChecksum>) {
    this.#checksums = checksums;
  }

  static async start(algorithms: Iterable<ChecksumAlgorithm>): Promise<RunningDigests> {
    const running = new Map<ChecksumAlgorithm, RunningChecksum>();
    for (const algorithm of algorithms) running.set(algorithm, await startChecksum(algorithm));
    return new RunningDigests(running);
  }

  update(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    this.#md5.update(bytes);
    for (const checksum of this.#checksums.values()) checksum.update(bytes);
  }

  finish(): BodyDigests {
    const checksums: Partial<Record<ChecksumAlgorithm, string>> = {};
    for (const [algorithm, checksum] of this.#checksums) {
      checksums[algorithm] = checksum.digest().toString('base64');
    }
    return { bytes: this.#bytes, md5: this.#md5.digest('hex'), checksums };
  }
}
