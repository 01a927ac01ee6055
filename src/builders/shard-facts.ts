import { LARGEST_LINE_BYTES, PlainLineEngine } from '../engine/index.ts';
import { type FileDigest, newHasher, openFileReader, RunningDigest } from '../io/index.ts';

/** What a manifest says of a shard, read from the file itself. */
export interface ShardFacts extends FileDigest {
  readonly records: number;
  readonly firstRecordId: string;
  readonly lastRecordId: string;
}

const READ_BYTES = 1 << 20;

/** Reads a shard once for its digests and ids. Memory: 1 MiB and its longest line. */
export async function readShardFacts(path: string): Promise<ShardFacts> {
  const engine = new PlainLineEngine({ maxLineBytes: LARGEST_LINE_BYTES });
  const digest = new RunningDigest(await newHasher());
  const reader = openFileReader(path);
  let records = 0;
  let firstRecordId: string | undefined;
  let lastRecordId = '';
  try {
    for (
      let bytes = reader.read(engine.room(READ_BYTES));
      bytes > 0;
      bytes = reader.read(engine.room(READ_BYTES))
    ) {
      const block = engine.push(bytes);
      if (block.count === 0) continue;
      digest.update(block.bytes);
      records += block.count;
      firstRecordId ??= recordIdOf(block.bytes.subarray(0, block.ends[0]));
      lastRecordId = recordIdOf(
        block.bytes.subarray(block.ends[block.count - 2] ?? 0, block.ends[block.count - 1]),
      );
    }
  } finally {
    reader.close();
  }
  return { ...digest.digest(), records, firstRecordId: firstRecordId ?? '', lastRecordId };
}

function recordIdOf(line: Uint8Array): string {
  const { recordId } = JSON.parse(new TextDecoder().decode(line)) as { recordId: string };
  return recordId;
}
