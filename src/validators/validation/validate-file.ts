import { diagnose } from '../../core/index.ts';
import type { Verdicts } from '../../engine/index.ts';
import { newHasher, pathKind, RunningDigest } from '../../io/index.ts';
import { linesOfBytes, linesOfFile } from '../reading/lines-of.ts';
import { isWorthSharing } from '../reading/share-reading.ts';
import { pushLines } from './push-lines.ts';
import { compareShard } from './shard-check.ts';
import type { JobFile } from './targets.ts';
import type { Validation } from './validation.ts';

/** Validates one file of a job, and compares a shard with its manifest. */
export async function validateFile(file: JobFile, validation: Validation): Promise<void> {
  const { validator, collector } = validation;
  const { source, path, shard, object } = file;
  if (shard !== undefined && (await isMissing(file))) {
    collector.add(diagnose('SHARD_MISSING', { location: { source }, args: { path: shard.path } }));
    return;
  }
  const digest = shard === undefined ? undefined : new RunningDigest(await newHasher());
  // an object is read once, so its ids are kept like those of a stream
  validator.startFile(source, object === undefined ? path : undefined);
  const seen = digest === undefined ? undefined : (bytes: Uint8Array) => digest.update(bytes);
  await pushLines(await linesOf(file, validation, seen), validation);
  validator.finishFile();
  const changed =
    shard === undefined || digest === undefined
      ? undefined
      : compareShard(shard, digest.digest(), source);
  if (changed !== undefined) collector.add(changed);
}

async function isMissing({ path, object }: JobFile): Promise<boolean> {
  if (object === undefined) return (await pathKind(path)) === 'missing';
  return (await object.home.size(object.name)) === undefined;
}

/** Reads a file, with others where it is large; an object as it comes. */
async function linesOf(
  { path, object }: JobFile,
  { newEngine, sharing, options: { signal } }: Validation,
  seen: ((bytes: Uint8Array) => void) | undefined,
): Promise<AsyncIterable<Verdicts>> {
  if (object !== undefined)
    return linesOfBytes(followed(object.home.read(object.name, { signal }), seen), newEngine());
  const isShared = sharing !== undefined && (await isWorthSharing(path, sharing));
  if (!isShared) return linesOfFile(path, newEngine(), seen);
  const { linesByWorkers } = await import('../reading/lines-by-workers.ts');
  return linesByWorkers(path, sharing, seen);
}

async function* followed(
  pieces: AsyncIterable<Uint8Array>,
  seen: ((bytes: Uint8Array) => void) | undefined,
): AsyncGenerator<Uint8Array, void> {
  for await (const piece of pieces) {
    seen?.(piece);
    yield piece;
  }
}
