import { fileBlocks, LARGEST_LINE_BYTES, lineOf, PlainLineEngine } from '../../engine/index.ts';
import { type FileDigest, newHasher, RunningDigest } from '../../io/index.ts';
import { recordIdOf } from './record-id-at.ts';

/** What a manifest says of a shard, read from the file itself. */
export interface ShardFacts extends FileDigest {
  readonly records: number;
  readonly firstRecordId: string;
  readonly lastRecordId: string;
}

/** Reads a shard once for its digests and ids. Memory: 1 MiB and its longest line. */
export async function readShardFacts(path: string): Promise<ShardFacts> {
  const digest = new RunningDigest(await newHasher());
  let records = 0;
  let firstRecordId: string | undefined;
  let lastRecordId = '';
  for (const block of fileBlocks(path, new PlainLineEngine({ maxLineBytes: LARGEST_LINE_BYTES }))) {
    if (block.count === 0) continue;
    digest.update(block.bytes);
    records += block.count;
    firstRecordId ??= recordIdOf(lineOf(block, 0));
    lastRecordId = recordIdOf(lineOf(block, block.count - 1));
  }
  return { ...digest.digest(), records, firstRecordId: firstRecordId ?? '', lastRecordId };
}
