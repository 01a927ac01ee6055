import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeRecord } from '../../../src/builders/index.ts';
import { DatasetWriter } from '../../../src/builders/shards/dataset-writer.ts';
import type { Block } from '../../../src/engine/index.ts';
import { planJobs, type Quotas } from '../../../src/quotas/index.ts';

const smallQuotas: fc.Arbitrary<Quotas> = fc.record({
  recordsPerFile: fc.integer({ min: 1, max: 6 }),
  recordsPerJob: fc.integer({ min: 4, max: 12 }),
  minRecordsPerJob: fc.integer({ min: 0, max: 4 }),
  fileBytes: fc.integer({ min: 60, max: 400 }),
  jobBytes: fc.integer({ min: 300, max: 900 }),
  recordBytes: fc.constant(1000),
  concurrentJobs: fc.constant(1),
});

const records = fc
  .array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 40 })
  .map((sizes) =>
    sizes.map((size, index) => ({ recordId: `r${index}`, modelInput: { x: 'y'.repeat(size) } })),
  );

const blockSizes = fc.integer({ min: 1, max: 12 });

function blockOf(lines: readonly Uint8Array[]): Block {
  let end = 0;
  const ends = Uint32Array.from(lines, ({ length }) => {
    end += length;
    return end;
  });
  return { bytes: Buffer.concat(lines), ends, count: lines.length };
}

describe('DatasetWriter', () => {
  it('always writes what planJobs plans, every record once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(smallQuotas, records, blockSizes, async (quotas, all, blockSize) => {
        const folder = await mkdtemp(join(tmpdir(), 'writer-'));
        try {
          const lines = all.map(encodeRecord);
          const writer = await DatasetWriter.in(folder, quotas);
          for (let from = 0; from < lines.length; from += blockSize) {
            const block = blockOf(lines.slice(from, from + blockSize));
            writer.write(block, (index) => `r${from + index}`);
          }
          const jobs = await writer.finish(0);

          const plan = planJobs(
            lines.map(({ length }) => length),
            quotas,
          );
          expect(
            jobs.map(({ shards }) =>
              shards.map((shard) => ({ records: shard.records, bytes: shard.bytes })),
            ),
          ).toEqual(
            plan.jobs.map(({ files }) =>
              files.map((file) => ({ records: file.records, bytes: file.bytes })),
            ),
          );
          const shards = jobs.flatMap((job) => job.shards);
          const written = await Promise.all(
            shards.map(({ path }) => readFile(join(folder, path), 'utf8')),
          );
          expect(written.join('')).toBe(Buffer.concat(lines).toString());
          for (const { rows, firstRecordId, lastRecordId, records: count } of shards) {
            expect(firstRecordId).toBe(`r${rows.first - 1}`);
            expect(lastRecordId).toBe(`r${rows.first + count - 2}`);
            expect(rows.count).toBe(count);
          }
        } finally {
          await rm(folder, { recursive: true });
        }
      }),
      { numRuns: 60 },
    );
  });
});
