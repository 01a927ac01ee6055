import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCEPTED, hashId, type LineEngine, PlainLineEngine } from '../../../src/engine/index.ts';
import { simdEngine } from '../../support/simd-lines.ts';

const usualIds = fc.string({
  minLength: 1,
  maxLength: 64,
  unit: fc.constantFrom(...'abcXYZ0189_.:-'),
});
const engine = simdEngine({ recordBytes: 1e6 });

/** The verdict and the hash of each line, as an engine gives them. */
function hashesOf(lineEngine: LineEngine, lines: readonly string[]) {
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  lineEngine.room(bytes.length).set(bytes);
  const { verdict, idHashes } = lineEngine.push(bytes.length);
  return lines.map((_line, index) => ({
    verdict: verdict[index],
    hash: { first: idHashes[2 * index], second: idHashes[2 * index + 1] },
  }));
}

function hashOf(id: string) {
  return hashId(Buffer.from(id), { first: 0, second: 0 });
}

describe('hashId()', () => {
  it('always gives what the engine gives for the id of an accepted line, and zeros stand for no id', () => {
    const lines = fc.array(fc.tuple(usualIds, fc.boolean()), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(lines, (all) => {
        engine.restart();
        const texts = all.map(
          ([id, good]) => `{"recordId":"${id}","modelInput":${good ? '{}' : 'x'}}`,
        );

        const found = hashesOf(engine, texts);

        expect(found).toEqual(
          all.map(([id, good]) => ({
            verdict: good ? ACCEPTED : 1,
            hash: good ? hashOf(id) : { first: 0, second: 0 },
          })),
        );
      }),
    );
  });

  it('gives different ids of up to eight bytes different hashes', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme-ascii' }));
    fc.assert(
      fc.property(ids, (all) => {
        const hashes = all.map((id) => JSON.stringify(hashOf(id)));

        expect(new Set(hashes).size).toBe(all.length);
      }),
    );
  });

  it('spreads numbered ids over both words', () => {
    const hashes = Array.from({ length: 20_000 }, (_, n) => hashOf(`REC-${n}`));

    for (const word of [hashes.map(({ first }) => first), hashes.map(({ second }) => second)]) {
      expect(new Set(word.map((value) => value >>> 8)).size).toBeGreaterThan(19_900);
    }
  });

  it('is zeros for every line of the plain engine', () => {
    const found = hashesOf(new PlainLineEngine(), ['{"recordId":"a","modelInput":{}}']);

    expect(found.map(({ hash }) => hash)).toEqual([{ first: 0, second: 0 }]);
  });
});
