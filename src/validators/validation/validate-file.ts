import { diagnose } from '../../core/index.ts';
import type { Verdicts } from '../../engine/index.ts';
import { newHasher, pathKind, RunningDigest } from '../../io/index.ts';
import { linesOfFile } from '../reading/lines-of.ts';
import { isWorthSharing } from '../reading/share-reading.ts';
import { pushLines } from './push-lines.ts';
import { compareShard } from './shard-check.ts';
import type { JobFile } from './targets.ts';
import type { Validation } from './validation.ts';

/** Validates one file of a job, and compares a shard with its manifest. */
export async function validateFile(file: JobFile, validation: Validation): Promise<void> {
  const { validator, collector } = validation;
  const { source, path, shard } = file;
  if (shard !== undefined && (await pathKind(path)) === 'missing') {
    collector.add(diagnose('SHARD_MISSING', { location: { source }, args: { path: shard.path } }));
    return;
  }
  const digest = shard === undefined ? undefined : new RunningDigest(await newHasher());
  validator.startFile(source, path);
  const seen = digest === undefined ? undefined : (bytes: Uint8Array) => digest.update(bytes);
  await pushLines(await linesOf(path, validation, seen), validation);
  validator.finishFile();
  const changed =
    shard === undefined || digest === undefined
      ? undefined
      : compareShard(shard, digest.digest(), source);
  if (changed !== undefined) collector.add(changed);
}

/** Reads a file, with others where it is large. */
async function linesOf(
  path: string,
  { newEngine, sharing }: Validation,
  seen: ((bytes: Uint8Array) => void) | undefined,
): Promise<AsyncIterable<Verdicts>> {
  const isShared = sharing !== undefined && (await isWorthSharing(path, sharing));
  if (!isShared) return linesOfFile(path, newEngine(), seen);
  const { linesByWorkers } = await import('../reading/lines-by-workers.ts');
  return linesByWorkers(path, sharing, seen);
}
