import { type DatasetJob, jobFolder, type Shard } from '../../dataset/index.ts';
import type { ShardFacts } from './shard-facts.ts';

/** A shard whose rows are not counted yet. */
export type WrittenShard = ShardFacts & { readonly path: string };

/** Counts the rows of each shard: record n was row n, and those without rows stand at the end. */
export function datasetJobs(
  jobs: readonly (readonly WrittenShard[])[],
  rowless: number,
): readonly DatasetJob[] {
  const records = jobs.flat().reduce((sum, shard) => sum + shard.records, 0);
  let row = 1;
  return jobs.map((written, job) => {
    const shards = written.map((shard): Shard => {
      const count = Math.max(0, Math.min(shard.records, records - rowless - row + 1));
      const rows = { first: row, count };
      row += count;
      const { path, bytes, crc32, hash, firstRecordId, lastRecordId } = shard;
      return {
        path,
        records: shard.records,
        bytes,
        crc32,
        hash,
        firstRecordId,
        lastRecordId,
        rows,
      };
    });
    return {
      folder: jobFolder(job),
      records: shards.reduce((sum, shard) => sum + shard.records, 0),
      bytes: shards.reduce((sum, shard) => sum + shard.bytes, 0),
      shards,
      media: [],
    };
  });
}
