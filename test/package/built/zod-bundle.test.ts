import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { z as zod } from 'zod';
import loadPackage from '../../../src/core/load-zod.cjs';
import { DIST } from '../built.ts';

const loadBundle = createRequire(import.meta.url)(
  path.join(DIST, 'lib/load-zod.cjs'),
) as typeof loadPackage;

/** One schema of each kind that ours are made of. */
function everyKind(z: typeof zod) {
  const text = z.string().min(1).max(3).regex(/^a/);
  return z.strictObject({
    text,
    count: z.int().min(1).max(9),
    number: z.number(),
    bytes: z.base64(),
    time: z.iso.datetime(),
    word: z.enum(['one', 'two']),
    version: z.literal(1),
    list: z.array(z.boolean()).min(1),
    pair: z.tuple([z.string()], z.null()),
    names: z.record(z.string(), z.number().nullable()),
    free: z
      .looseObject({ kind: z.string().optional() })
      .refine(({ kind }) => kind !== 'no', 'Never no'),
    either: z.union([z.string(), z.strictObject({ a: z.unknown() })]),
    kinds: z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('a') }),
      z.looseObject({ type: z.literal('b') }),
    ]),
    deep: z.lazy(() => z.array(text)),
  });
}

const RIGHT = {
  text: 'abc',
  count: 9,
  number: 0.5,
  bytes: 'AAAA',
  time: '2026-12-01T00:00:00Z',
  word: 'two',
  version: 1,
  list: [true],
  pair: ['a', null],
  names: { a: null },
  free: { kind: 'yes', more: 1 },
  either: { a: 1 },
  kinds: { type: 'b', more: 1 },
  deep: ['a'],
};

const WRONG = {
  text: 'bcde',
  count: 10.5,
  number: '1',
  bytes: '#',
  time: 'today',
  word: 'three',
  version: 2,
  list: [],
  pair: [1, 1],
  names: { a: 'b' },
  free: { kind: 'no' },
  either: 5,
  kinds: { type: 'c' },
  deep: [''],
  more: true,
};

test('zod in the package is the whole of zod but for its translations', () => {
  const [ours, theirs] = [loadBundle().z, loadPackage().z];

  expect(Object.keys(ours.locales)).toEqual([]);
  expect(Object.keys(theirs.locales).length).toBeGreaterThan(10);
  expect(Object.keys(ours).toSorted()).toEqual(Object.keys(theirs).toSorted());
});

test('it finds what the package finds, in the same words', () => {
  const [ours, theirs] = [everyKind(loadBundle().z), everyKind(loadPackage().z)];

  expect(ours.parse(RIGHT)).toEqual(RIGHT);
  const issues = theirs.safeParse(WRONG).error?.issues ?? [];
  expect(issues.length).toBeGreaterThanOrEqual(Object.keys(WRONG).length);
  expect(ours.safeParse(WRONG).error?.issues).toEqual(issues);
});

test('schemas of both work in one another', () => {
  const [ours, theirs] = [loadBundle().z, loadPackage().z];
  const mixed = theirs.object({ inner: everyKind(ours) });

  expect(mixed.parse({ inner: RIGHT })).toEqual({ inner: RIGHT });
  expect(everyKind(ours)).toBeInstanceOf(theirs.ZodType);
});
