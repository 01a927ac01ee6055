import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datasetPrefix, shardPath, slug } from '../../../src/dataset/index.ts';
import { isDatasetKey } from '../../../src/upload/clean/our-keys.ts';
import { isOurLayout, partCount, partSpan } from '../../../src/upload/parts/part-layout.ts';
import { MIN_PART_BYTES } from '../../../src/upload/parts/part-size.ts';

describe('isDatasetKey()', () => {
  it.each(['rows.digests', 'films/rows.numbers', 'a/rows.repeats', 'a/rows.rejected'])(
    'knows %s, which stands beside a manifest',
    (key) => {
      expect(isDatasetKey(key)).toBe(true);
    },
  );

  it('knows the key of every shard of every dataset, wherever it lies', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.stringMatching(/^[0-9a-f]{64}$/),
        fc.nat(99_999),
        fc.nat(99_999),
        fc.constantFrom('', 'in/', 'a/b/c/'),
        (name, digest, job, shard, prefix) => {
          const folder = datasetPrefix({ name: slug(name) || 'rows', digest });

          expect(isDatasetKey(`${prefix}${folder}/${shardPath(job, shard)}`)).toBe(true);
        },
      ),
    );
  });

  it.each([
    'in/movies/backjobs/0000/shard-00000.jsonl',
    'in/movies/arrows.digests',
    'in/movies-0123456789ab/jobs/0000/shard-00000.jsonl.bak',
    'in/movies-0123456789ab/jobs/0000/other.jsonl',
    'in/movies-0123456789ab/manifest.json',
    'backup.tar',
  ])('does not take %s for one', (key) => {
    expect(isDatasetKey(key)).toBe(false);
  });
});

describe('isOurLayout()', () => {
  const size = fc.integer({ min: MIN_PART_BYTES, max: 1024 ** 3 });

  it('knows any parts of an object that was cut as ours are', () => {
    fc.assert(
      fc.property(
        size,
        fc.integer({ min: 1, max: 1e12 }),
        fc.array(fc.nat()),
        (bytes, all, picks) => {
          const count = partCount(all, bytes);
          const parts = [...new Set(picks.map((pick) => 1 + (pick % count)))].map((number) => {
            const { from, to } = partSpan(number, all, bytes);
            return { number, bytes: to - from };
          });

          expect(isOurLayout(parts)).toBe(true);
        },
      ),
    );
  });

  it('does not know parts of two sizes before the last one', () => {
    fc.assert(
      fc.property(size, fc.integer({ min: 1, max: 1e6 }), (bytes, more) => {
        const parts = [
          { number: 1, bytes },
          { number: 2, bytes: bytes + more },
          { number: 3, bytes: 1 },
        ];

        expect(isOurLayout(parts)).toBe(false);
      }),
    );
  });
});
