import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SimdLineEngine } from '../../../src/engine/index.ts';
import { shapeOf } from '../../../src/models/shape/shape-of.ts';
import { isAccepted, simdEngine } from '../../support/simd-lines.ts';

const BASE64 =
  'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3ODkrLw==';

const schema = z.strictObject({
  text: z.string().min(1).max(5).optional(),
  long: z.string().min(2).optional(),
  data: z.base64().optional(),
  ratio: z.number().min(-0.5).max(1).optional(),
  count: z.int().min(1).max(10).optional(),
  mixed: z.literal(['a', 1, -2.5, true, null]).optional(),
  tuple: z.tuple([z.string(), z.int().optional()]).optional(),
  open: z.tuple([z.string()], z.boolean()).optional(),
  map: z.record(z.string(), z.int()).optional(),
  either: z
    .union([z.string(), z.array(z.string()).min(1).max(2)])
    .nullable()
    .optional(),
  tagged: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.enum(['a', 'b']), a: z.int() }),
      z.looseObject({ type: z.literal('c') }),
    ])
    .optional(),
});

const engine = simdEngine({ modelInput: shapeOf(schema), recordBytes: 10_000 });
const accepts = (member: string) => isAccepted(engine, `{"recordId":"r","modelInput":{${member}}}`);

describe('a table of a shape', () => {
  it.each([
    '"text":"é"',
    '"text":"abcde"',
    '"text":"日本日本日"',
    '"long":"é日"',
    '"long":"abcdefghijklmnopqrstuvwxy"',
    '"data":""',
    '"data":"QQ=="',
    '"data":"QUI="',
    `"data":"${BASE64}"`,
    '"ratio":-0.5',
    '"ratio":1',
    '"ratio":0.1234567890123',
    '"count":10',
    '"mixed":"a"',
    '"mixed":1.0',
    '"mixed":-2.5',
    '"mixed":true',
    '"mixed":null',
    '"tuple":["a"]',
    '"tuple":["a",1]',
    '"open":["a",true,false]',
    '"map":{}',
    '"map":{"a":1,"b":2}',
    '"either":null',
    '"either":"x"',
    '"either":["x","y"]',
    '"tagged":{"a":1,"type":"b"}',
    '"tagged":{"type":"c","x":[{"y":1}]}',
    '"text":"x","count":1,"map":{}',
  ])('accepts %s', (member) => {
    expect(schema.safeParse(JSON.parse(`{${member}}`)).success).toBe(true);
    expect(accepts(member)).toBe(true);
  });

  it.each([
    '"text":""',
    '"text":"abcdef"',
    '"text":"日本日本日本"',
    '"long":"😀"',
    '"long":"é"',
    '"text":1',
    '"long":"a"',
    '"data":"QQ="',
    '"data":"Q==="',
    '"data":"===="',
    '"data":"QQ==QQ=="',
    '"data":"Q-_="',
    '"data":"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVph mNk"',
    '"data":"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2éQ=="',
    '"ratio":-0.6',
    '"ratio":1.1',
    '"ratio":"1"',
    '"count":0',
    '"count":11',
    '"count":1.5',
    '"mixed":"b"',
    '"mixed":2',
    '"mixed":false',
    '"tuple":[]',
    '"tuple":["a",1,2]',
    '"open":["a",1]',
    '"map":{"a":"1"}',
    '"map":[]',
    '"either":[]',
    '"either":["x","y","z"]',
    '"either":{}',
    '"tagged":{"type":"a"}',
    '"tagged":{"type":"d"}',
    '"tagged":{"a":1}',
    '"other":1',
  ])('looks closer at %s, which the schema refuses', (member) => {
    expect(schema.safeParse(JSON.parse(`{${member}}`)).success).toBe(false);
    expect(accepts(member)).toBe(false);
  });

  it('asks every key that is required, the 64th too, and leaves larger objects to the plain engine', () => {
    const keys = Array.from({ length: 65 }, (_, index) => `k${index}`);
    const wide = (count: number) =>
      z.strictObject(Object.fromEntries(keys.slice(0, count).map((key) => [key, z.int()])));
    const body = (count: number) =>
      `{"recordId":"r","modelInput":{${keys.slice(0, count).map((key) => `"${key}":1`)}}}`;
    const wideEngine = simdEngine({ modelInput: shapeOf(wide(64)), recordBytes: 1e4 });

    expect([isAccepted(wideEngine, body(64)), isAccepted(wideEngine, body(63))]).toEqual([
      true,
      false,
    ]);
    expect(
      SimdLineEngine.create({ modelInput: shapeOf(wide(65)), recordBytes: 1e4 }),
    ).toBeUndefined();
  });

  it('takes a recursive shape, and ends on unions inside of unions', () => {
    type Tree = readonly Tree[] | string;
    const tree: z.ZodType<Tree> = z.lazy(() =>
      z.union([z.array(tree).max(1), z.array(tree).max(2), z.string()]),
    );
    const trees = simdEngine({
      modelInput: shapeOf(z.strictObject({ tree })),
      recordBytes: 1e4,
    });
    const line = (inside: string) =>
      `{"recordId":"r","modelInput":{"tree":${'['.repeat(60)}${inside}${']'.repeat(60)}}}`;

    expect(isAccepted(trees, line('"leaf"'))).toBe(true);
    expect(isAccepted(trees, line('1'))).toBe(false);
  });
});
