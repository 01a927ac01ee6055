import { describe, expect, it } from 'vitest';
import { ACCEPTED, ALIKE, LOOK_CLOSER } from '../../../src/engine/index.ts';
import type { AcceptedShape } from '../../../src/engine/lines/accepted-shape.ts';
import { judged, simdEngine } from '../../support/simd-lines.ts';

/** `{ text }` is plain. */
const modelInput: AcceptedShape = {
  nodes: [
    { kind: 'object', members: [{ key: 'text', node: 1, required: true }], otherKeys: 'refused' },
    { kind: 'string', min: 0, max: 9 },
  ],
};

/** `{ text, names?, uris?, word?, any? }`, the words and the lists of names with marks. */
const marked: AcceptedShape = {
  nodes: [
    {
      kind: 'object',
      members: [
        { key: 'text', node: 1, required: true },
        { key: 'names', node: 2, required: false },
        { key: 'uris', node: 5, required: false },
        { key: 'word', node: 7, required: false },
        { key: 'any', node: 12, required: false },
      ],
      otherKeys: 'refused',
    },
    { kind: 'string', min: 0, max: 9 },
    { kind: 'marked', node: 3 },
    { kind: 'array', element: 4, min: 1, max: 600 },
    { kind: 'name', max: 5, refuses: '_' },
    { kind: 'array', element: 6, min: 0, max: 600 },
    { kind: 'uri' },
    { kind: 'union', options: [8, 9] },
    { kind: 'marked', node: 10 },
    { kind: 'marked', node: 11 },
    { kind: 'literal', values: ['a'] },
    { kind: 'literal', values: ['b'] },
    { kind: 'any' },
  ],
};

const line = (number: number, members: object) =>
  Buffer.from(
    `${JSON.stringify({ recordId: `r${number}`, modelInput: { text: 'x'.repeat(number), ...members } })}\n`,
  );

const other = Buffer.from('{}\n');

/** Verdicts on lines; the second table is written with the first line that is looked at closer. */
function verdicts(...lines: readonly Uint8Array[]): readonly number[] {
  const engine = simdEngine({ modelInput, marked, recordBytes: 1e6 });
  return judged(engine, [other, Buffer.concat(lines)])
    .slice(1)
    .map(({ verdict }) => verdict);
}

const uris = (...names: readonly string[]) => ({
  uris: names.map((name) => `s3://bucket/${name}`),
});

describe('SimdLineEngine, of records with marks', () => {
  it.each([
    ['of other names', { names: ['a'] }, { names: ['b-1', 'c'] }, true],
    ['with a name twice', { names: ['a'] }, { names: ['b', 'b'] }, false],
    ['with a name that has a space', { names: ['a'] }, { names: ['b c'] }, false],
    ['with a name that has what is refused', { names: ['a'] }, { names: ['b_c'] }, false],
    ['with a name that is too long', { names: ['a'] }, { names: ['abcdef'] }, false],
    ['without the names', { names: ['a'] }, { word: 'a' }, false],
    ['of the same word', { word: 'a' }, { word: 'a' }, true],
    ['of another word', { word: 'a' }, { word: 'b' }, false],
    ['of other free values', { word: 'a', any: { x: 1 } }, { word: 'a', any: [[]] }, true],
    ['without a free value', { word: 'a', any: 1 }, { word: 'a' }, true],
    ['of another key', { word: 'a' }, { word: 'a', more: 1 }, false],
    ['of another object in S3', uris('a/1.png'), uris('a/image-2.png'), true],
    ['of an object in another folder', uris('a/1.png'), uris('b/1.png'), false],
    ['of an object in a folder below', uris('a/1.png'), uris('a/a/1.png'), false],
    ['of an object in the folder above', uris('a/1.png'), uris('1.png'), false],
    ['of an object with an odd name', uris('a/1.png'), uris('a/1 1.png'), false],
    ['of two objects', uris('a/1'), uris('a/1', 'a/2'), false],
    ['of two others', uris('a/1', 'b/2'), uris('a/3', 'b/4'), true],
    ['of two others the other way round', uris('a/1', 'b/2'), uris('b/3', 'a/4'), false],
    ['of another bucket', { uris: ['s3://b/1'] }, { uris: ['s3://c/1'] }, false],
    ['of no object', { uris: ['s3://b'] }, { uris: ['s3://c'] }, false],
    ['of no URI of S3', { uris: ['http://b/1'] }, { uris: ['http://b/2'] }, false],
    ['of a long URI', uris('a/1'), uris(`a/${'x'.repeat(1024)}`), false],
    ['of more names than are kept', { names: ['a'] }, { names: numbers(600) }, false],
  ])('says whether one %s is like the one before', (_what, first, second, isAlike) => {
    expect(verdicts(line(1, first), line(2, second))).toEqual([
      LOOK_CLOSER,
      isAlike ? ALIKE : LOOK_CLOSER,
    ]);
  });

  it('accepts plain ones between them', () => {
    const word = { word: 'a' };

    expect(verdicts(line(1, word), line(2, {}), line(3, word))).toEqual([
      LOOK_CLOSER,
      ACCEPTED,
      ALIKE,
    ]);
  });

  it('begins anew after another line that is looked at closer', () => {
    const word = { word: 'a' };

    expect(verdicts(line(1, word), other, line(3, word))).toEqual([
      LOOK_CLOSER,
      LOOK_CLOSER,
      LOOK_CLOSER,
    ]);
  });

  it('goes on from one block to the next, and begins anew in another source', () => {
    const engine = simdEngine({ modelInput, marked, recordBytes: 1e6 });
    const verdictOf = (bytes: Uint8Array) => judged(engine, [bytes])[0]?.verdict;
    const lines = [1, 2, 3].map((number) => line(number, { word: 'a' }));

    expect(verdictOf(other)).toBe(LOOK_CLOSER);
    expect(judged(engine, lines).map(({ verdict }) => verdict)).toEqual([
      LOOK_CLOSER,
      ALIKE,
      ALIKE,
    ]);
    engine.restart();
    expect(verdictOf(line(4, { word: 'a' }))).toBe(LOOK_CLOSER);
  });

  it('begins anew after bytes that are no UTF-8', () => {
    const broken = Buffer.from(line(2, { word: 'a' }));
    broken[broken.indexOf('xx')] = 0xff;
    const engine = simdEngine({ modelInput, marked, recordBytes: 1e6 });
    const pieces = [other, line(1, { word: 'a' }), broken, line(3, { word: 'a' })];

    expect(judged(engine, pieces).map(({ verdict }) => verdict)).toEqual(
      Array(4).fill(LOOK_CLOSER),
    );
  });
});

function numbers(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `n${index}`);
}
