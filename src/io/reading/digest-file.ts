import { type FileDigest, newHasher, RunningDigest } from '../sinks/running-digest.ts';
import { readBytes } from './read-bytes.ts';

/** Reads a file once for its size and its digests. Memory: 512 KiB. */
export async function digestFile(path: string, signal?: AbortSignal): Promise<FileDigest> {
  const digest = new RunningDigest(await newHasher());
  for await (const bytes of readBytes(path, { signal })) digest.update(bytes);
  return digest.digest();
}
