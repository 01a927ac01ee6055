import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildDataset, jsonArray } from '../../src/builders/index.ts';
import { SourceError } from '../../src/core/index.ts';
import { cutAt, cuts } from '../support/byte-chunks.ts';
import { bytesOf, readRows } from '../support/read-rows.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

/** What documents are made of that are JSON, nearly JSON, or what other readers take for JSON. */
const PIECES = [
  ...[
    '[',
    ']',
    '{',
    '}',
    ',',
    ',',
    ':',
    '"a"',
    '"a":',
    '"b":1',
    '{"a":1}',
    '[]',
    '{}',
    ' ',
    '\n',
    '\r\n',
    '\t',
  ],
  ...[
    '1',
    '-',
    '-0',
    '0',
    '01',
    '1.',
    '.5',
    '1.50',
    '1e5',
    '1E+',
    '1e400',
    '12345678901234567890',
    '+1',
    '0x1',
  ],
  ...[
    'true',
    'tru',
    'false',
    'null',
    'nul',
    'NaN',
    '-Infinity',
    'undefined',
    'True',
    '// c\n',
    '/* c */',
    '# c\n',
  ],
  ...[
    '"',
    '\\',
    "'a'",
    '"\\u12"',
    '"\\u00e9"',
    '"\\ud800"',
    '"\\x"',
    '"\\n"',
    '"\n"',
    '"\t"',
    '"\u0000"',
    '"\u007f"',
  ],
  ...[
    '\u0000',
    '\ufeff',
    '\u00a0',
    '\u2028',
    '"\u2028"',
    'é',
    '"é😀"',
    '\u000b',
    '\f',
    '{"a":1,"a":2}',
    '{"__proto__":1}',
  ],
];
const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 10 });
/** A document with something done to it at one place. */
const broken = fc
  .tuple(
    fc.array(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), fc.jsonValue())),
    fc.constantFrom(undefined, 1),
    fc.nat(),
    fc.nat({ max: 2 }),
    fc.constantFrom('', ...PIECES),
    fc.boolean(),
  )
  .map(([values, space, place, gone, piece, isCut]) => {
    const json = JSON.stringify(values, null, space);
    const at = place % (json.length + 1);
    return json.slice(0, at) + piece + (isCut ? '' : json.slice(at + gone));
  });
const documents = fc
  .tuple(
    fc.constantFrom('', '', '', '\ufeff', ' \n'),
    fc.oneof(
      broken,
      fc.array(fc.jsonValue({ maxDepth: 3 })).map((values) => JSON.stringify(values, null, 1)),
      soup.map((all) => all.join('')),
      soup.map((all) => `[${all.join('')}]`),
      soup.map((all) => `[${all.join(',')}]`),
    ),
  )
  .map((parts) => parts.join(''));

/** Documents whose first row has the column of a template. */
const begun = fc.constantFrom(
  '[{"a":1}',
  '[{"a":"x"},\n{"a":2},',
  '{"a":1}\n{"a":2}',
  '\ufeff[ {"a":[]} ,',
);

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** The objects that stand one after the other; undefined where anything else does. */
function sequence(text: string): readonly unknown[] | undefined {
  const values: unknown[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    let end = rest.indexOf('}') + 1;
    while (end > 0 && parsed(rest.slice(0, end)) === undefined) end = rest.indexOf('}', end) + 1;
    const value = parsed(rest.slice(0, end))?.value;
    if (end === 0 || rest[0] !== '{') return undefined;
    values.push(value);
    rest = rest.slice(end).replace(/^[ \t\r\n]+/, '');
  }
  return values;
}

/** The rows that a document has by JSON.parse; undefined where it has none. */
function rowsByPeer(text: string): readonly unknown[] | undefined {
  const value = parsed(text)?.value;
  if (Array.isArray(value)) return value;
  const values = /^[ \t\r\n]*\{/.test(text) ? sequence(text) : undefined;
  return values !== undefined && values.length > 1 ? values : undefined;
}

/** Ends of a text that is JSON so far: of a string, a number or a literal, and of a member. */
const ENDS = [
  '',
  '"',
  '0',
  '"":0',
  '"a":0',
  ':0',
  '":0',
  'n"',
  'n":0',
  '0000"',
  '000"',
  '00"',
  '0"',
  '0000":0',
];
const MORE_ENDS = [
  '000":0',
  '00":0',
  '0":0',
  'rue',
  'ue',
  'e',
  'alse',
  'lse',
  'se',
  'ull',
  'll',
  'l',
];

/** Tells whether there is an end with which a text is JSON. */
function isBegun(text: string): boolean {
  const open: string[] = [];
  for (const [sign] of text.matchAll(/"(?:[^"\\]|\\[^])*"?|[[{}\]]/g)) {
    if (sign === '[') open.unshift(']');
    else if (sign === '{') open.unshift('}');
    else if (sign === ']' || sign === '}') open.shift();
  }
  return [...ENDS, ...MORE_ENDS].some((end) => parsed(text + end + open.join('')) !== undefined);
}

async function* streamed(pieces: readonly Uint8Array[]) {
  yield* pieces;
}

type Read = { readonly values: readonly unknown[] } | { readonly error: SourceError };

async function read(bytes: Uint8Array, places: readonly number[]): Promise<Read> {
  try {
    const rows = await readRows(jsonArray(streamed(cutAt(bytes, places)), { name: 'x' }));
    return { values: rows.map((row) => row.value) };
  } catch (error) {
    if (error instanceof SourceError) return { error };
    throw error;
  }
}

describe('jsonArray()', () => {
  it('always reads the rows of JSON.parse, and refuses what it refuses, where it begins to be no JSON', async () => {
    const counts = { read: 0, refused: 0, placed: 0 };
    await fc.assert(
      fc.asyncProperty(documents, cuts, async (text, places) => {
        const bare = text.replace(/^\ufeff/, '');
        const expected = rowsByPeer(bare);
        const said = await read(bytesOf(text), places);

        if ('values' in said) {
          expect(said.values).toEqual(expected);
          counts.read += 1;
          return;
        }
        expect(expected).toBeUndefined();
        counts.refused += 1;
        const { column, byteOffset } = said.error;
        if (column === undefined || byteOffset === undefined || bare.trimStart()[0] === '{') return;
        const before = Buffer.from(text)
          .subarray(0, byteOffset)
          .toString()
          .replace(/^\ufeff/, '');
        expect(bare.startsWith(before) && isBegun(before)).toBe(true);
        // a word or a number that is none is told from its beginning
        const [next = ''] = /^(?:[\w+.-]+[^]?|[^])/.exec(bare.slice(before.length)) ?? [];
        expect(next === '' || !isBegun(before + next)).toBe(true);
        counts.placed += 1;
      }),
      { numRuns: 1000 },
    );
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(50);
  });
});

describe('buildDataset() of JSON', () => {
  const folder = useTemporaryFolder();

  it('always stops at the same place with the same words as whoever reads the rows', async () => {
    let places = 0;
    await fc.assert(
      fc.asyncProperty(fc.tuple(begun, soup), cuts, async ([begin, pieces], cutPlaces) => {
        const bytes = bytesOf(begin + pieces.join(''));
        const out = join(folder.path, 'out');
        await rm(out, { recursive: true, force: true });
        const building = buildDataset(streamed(cutAt(bytes, cutPlaces)), {
          ...{ format: 'json', name: 'x', out, belowMinimum: 'pad' },
          ...{ model: 'amazon.titan-embed-text-v2:0', prompt: '<{{a}}>' },
        });
        const [built] = await Promise.allSettled([building]);
        const said = await read(bytes, cutPlaces);

        const error: unknown = built.status === 'rejected' ? built.reason : undefined;
        if ('values' in said) expect(error).not.toBeInstanceOf(SourceError);
        else {
          expect(error).toMatchObject(said.error.toJSON());
          places += said.error.byteOffset === undefined ? 0 : 1;
        }
      }),
      { numRuns: 100 },
    );
    expect(places).toBeGreaterThan(20);
  });
});
