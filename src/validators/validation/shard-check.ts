import { type Diagnostic, diagnose, formatBytes } from '../../core/index.ts';
import type { Dataset, Shard } from '../../dataset/index.ts';
import type { FileDigest } from '../../io/index.ts';

/** Finds the `.jsonl` files below a dataset's jobs that its manifest does not know: Bedrock would read them too. */
export async function findForeignShards(dataset: Dataset): Promise<readonly Diagnostic[]> {
  const known = new Set(dataset.manifest.jobs.flatMap((job) => job.shards.map(({ path }) => path)));
  const names = await dataset.home.find('jobs', '.jsonl');
  return names
    .map((name) => `jobs/${name}`)
    .filter((path) => !known.has(path))
    .map((path) =>
      diagnose('SHARD_FOREIGN', {
        location: { source: dataset.home.nameOf(path) },
        args: { path },
      }),
    );
}

/** Compares a shard's digest with what the manifest says. */
export function compareShard(
  shard: Shard,
  digest: FileDigest,
  source: string,
): Diagnostic | undefined {
  const pairs = [
    ['size', formatBytes(shard.bytes), formatBytes(digest.bytes)],
    ['CRC32', shard.crc32, digest.crc32],
    ['content hash', shard.hash, digest.hash],
  ] as const;
  const differing = pairs.find(([, expected, actual]) => expected !== actual);
  if (differing === undefined) return undefined;
  const [what, expected, actual] = differing;
  return diagnose('SHARD_CHANGED', {
    location: { source },
    args: { path: shard.path, what, expected, actual },
  });
}
