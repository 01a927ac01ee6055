import { diagnose } from '../core/index.ts';
import { newHasher, pathKind, RunningDigest } from '../io/index.ts';
import { linesOfFile } from './lines-of.ts';
import { compareShard } from './shard-check.ts';
import type { JobFile } from './targets.ts';
import type { Validation } from './validation.ts';

/** Validates one file of a job, and compares a shard with its manifest. */
export async function validateFile(
  file: JobFile,
  { validator, collector, explainer, newEngine, options }: Validation,
): Promise<void> {
  const { source, path, shard } = file;
  if (shard !== undefined && (await pathKind(path)) === 'missing') {
    collector.add(diagnose('SHARD_MISSING', { location: { source }, args: { path: shard.path } }));
    return;
  }
  const digest = shard === undefined ? undefined : new RunningDigest(await newHasher());
  validator.startFile(source);
  for await (const block of linesOfFile(path, newEngine())) {
    options.signal?.throwIfAborted();
    digest?.update(block.bytes);
    await explainer.prepareFor(block);
    validator.push(block);
  }
  validator.finishFile();
  const changed =
    shard === undefined || digest === undefined
      ? undefined
      : compareShard(shard, digest.digest(), source);
  if (changed !== undefined) collector.add(changed);
}
