import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdHashRuns } from '../../../src/builders/pieces/id-hash-runs.ts';
import { BEYOND_HASHES } from '../../../src/builders/pieces/id-hash-writer.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

const folder = useTemporaryFolder();

/** Gives what comes twice in files of hashes. */
function repeatedIn(files: readonly (readonly number[])[]): readonly number[] {
  const paths = files.map((hashes, index) => {
    const path = join(folder.path, `${index}.hashes`);
    const sorted = Float64Array.from(hashes).sort();
    writeFileSync(path, new Uint8Array(sorted.buffer));
    return path;
  });
  const runs = IdHashRuns.open(paths);
  try {
    return [...runs.repeated()].flat().sort((a, b) => a - b);
  } finally {
    runs.close();
  }
}

/** The same, from all of them at once. */
function repeatedOf(files: readonly (readonly number[])[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const hash of files.flat()) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([hash]) => hash)
    .sort((a, b) => a - b);
}

const anyHash = fc.maxSafeInteger().map(Math.abs);
/** So close to one another that all want the same place. */
const closeHash = fc.integer({ min: 0, max: 300 }).map((at) => BEYOND_HASHES - 1 - at);
const someHashes = fc.array(fc.oneof(anyHash, closeHash, fc.constantFrom(0, BEYOND_HASHES - 1)), {
  maxLength: 200,
});

describe('IdHashRuns', () => {
  it('always finds what comes twice, and never anything else', () =>
    fc.assert(
      fc.property(fc.array(someHashes, { minLength: 1, maxLength: 4 }), (files) => {
        expect(repeatedIn(files)).toEqual(repeatedOf(files));
      }),
      { numRuns: 200 },
    ));

  it('finds them among more than are compared at a time, spread or in a heap', () => {
    const count = 300_000;
    const step = Math.floor(BEYOND_HASHES / count);
    const spread = Array.from({ length: count }, (_, at) => at * step);
    const heap = Array.from({ length: count }, (_, at) => at);
    const twice = [0, 7, 150_000, 299_999];

    for (const hashes of [spread, heap]) {
      const again = twice.map((at) => hashes[at] ?? 0);
      expect(repeatedIn([hashes, again])).toEqual(again);
    }
  });
});
