import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect } from 'vitest';
import { type BuiltDataset, DIGEST_BYTES } from '../../../src/builders/index.ts';
import { formatCrc32 } from '../../../src/io/index.ts';
import type { Quotas } from '../../../src/quotas/index.ts';

/** Quotas that make many shards and jobs of a few rows; the largest record fits into each. */
export const smallQuotas: fc.Arbitrary<Partial<Quotas>> = fc.record({
  recordsPerFile: fc.integer({ min: 1, max: 6 }),
  recordsPerJob: fc.integer({ min: 6, max: 14 }),
  minRecordsPerJob: fc.integer({ min: 1, max: 5 }),
  fileBytes: fc.integer({ min: 3_000, max: 6_000 }),
  jobBytes: fc.integer({ min: 8_000, max: 16_000 }),
});

/** What a built dataset holds of its rows. */
export interface DatasetLines {
  /** The line of each row, in order, without its newline. */
  readonly lines: readonly string[];
  /** Content of `rows.digests` in hex. */
  readonly digests: string;
}

/** Reads a dataset that was built, and expects of it what holds for every dataset: sizes, counts, sums and quotas. */
export async function datasetLines(out: string, { manifest }: BuiltDataset): Promise<DatasetLines> {
  const { quotas, jobs, padding } = manifest;
  const lines: string[] = [];
  let records = 0;
  let bytes = 0;
  for (const job of jobs) {
    expect(job.records).toBe(sum(job.shards.map((shard) => shard.records)));
    expect(job.bytes).toBe(sum(job.shards.map((shard) => shard.bytes)));
    expect(job.records).toBeLessThanOrEqual(quotas.recordsPerJob);
    expect(job.records).toBeGreaterThanOrEqual(quotas.minRecordsPerJob);
    expect(job.bytes).toBeLessThanOrEqual(quotas.jobBytes);
    records += job.records;
    bytes += job.bytes;
    for (const shard of job.shards) {
      const content = await readFile(join(out, shard.path));
      const all = content.toString().split('\n');
      expect(all.pop()).toBe(''); // each line ends
      expect(shard.records).toBe(all.length);
      expect(shard.bytes).toBe(content.length);
      expect(shard.crc32).toBe(formatCrc32(crc32(content)));
      expect(shard.records).toBeLessThanOrEqual(quotas.recordsPerFile);
      expect(shard.bytes).toBeLessThanOrEqual(quotas.fileBytes);
      expect(shard.rows).toEqual({ first: lines.length + 1, count: shard.rows.count });
      lines.push(...all.slice(0, shard.rows.count));
    }
  }
  expect(manifest.records).toBe(records);
  expect(manifest.bytes).toBe(bytes);
  expect(records).toBe(lines.length + padding.length);
  const digests = await readFile(join(out, 'rows.digests'));
  expect(manifest.rows).toMatchObject({ count: lines.length, crc32: formatCrc32(crc32(digests)) });
  expect(digests).toHaveLength(lines.length * DIGEST_BYTES);
  return { lines, digests: digests.toString('hex') };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
