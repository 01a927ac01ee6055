import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { shapeOf } from '../../../src/models/shape/shape-of.ts';

describe('shapeOf()', () => {
  it('gives each schema one node, and names it by its number', () => {
    const point = z.strictObject({ x: z.number(), y: z.number().optional() });

    const shape = shapeOf(z.array(point).min(2));

    expect(shape.nodes).toEqual([
      { kind: 'array', element: 1, min: 2, max: Infinity },
      {
        kind: 'object',
        members: [
          { key: 'x', node: 2, required: true },
          { key: 'y', node: 3, required: false },
        ],
        otherKeys: 'refused',
      },
      { kind: 'number', int: false, min: -Infinity, max: Infinity },
      { kind: 'number', int: false, min: -Infinity, max: Infinity },
    ]);
  });

  it('ends at a schema that holds itself', () => {
    const list: z.ZodType = z.strictObject({ next: z.lazy(() => list).optional() });

    const shape = shapeOf(list);

    expect(shape.nodes).toEqual([
      {
        kind: 'object',
        members: [{ key: 'next', node: 0, required: false }],
        otherKeys: 'refused',
      },
    ]);
  });

  it.each([
    ['refine', z.string().refine(() => true)],
    ['superRefine', z.strictObject({}).superRefine(() => undefined)],
    ['refine on an array', z.array(z.string()).refine(() => true)],
    ['refine on a union', z.union([z.string(), z.null()]).refine(() => true)],
    [
      'refine on an optional',
      z
        .string()
        .optional()
        .refine(() => true),
    ],
    ['refine on a literal', z.literal('a').refine(() => true)],
    ['refine on unknown', z.unknown().refine(() => true)],
    ['refine on base64', z.base64().refine(() => true)],
    ['transform', z.string().transform((text) => text.length)],
    ['trim', z.string().trim()],
    ['default', z.string().default('x')],
    ['prefault', z.string().prefault('x')],
    ['catch', z.string().catch('x')],
    ['pipe', z.string().pipe(z.string())],
    ['readonly', z.array(z.string()).readonly()],
    ['coerced string', z.coerce.string()],
    ['coerced number', z.coerce.number()],
    ['coerced boolean', z.coerce.boolean()],
    ['preprocess', z.preprocess((value) => value, z.string())],
    ['intersection', z.intersection(z.looseObject({}), z.looseObject({}))],
    ['any', z.any()],
    ['never', z.never()],
    ['date', z.date()],
    ['map', z.map(z.string(), z.string())],
    ['set', z.set(z.string())],
    ['bigint', z.bigint()],
    ['undefined', z.undefined()],
    ['regex', z.string().regex(/a/)],
    ['startsWith', z.string().startsWith('a')],
    ['length', z.string().length(2)],
    ['array length', z.array(z.string()).length(2)],
    ['url', z.url()],
    ['email', z.email()],
    ['base64 with a bound', z.base64().min(4)],
    ['exclusive bound', z.number().gt(1)],
    ['exclusive upper bound', z.number().lt(1)],
    ['multipleOf', z.number().multipleOf(2)],
    ['int32', z.int32()],
    ['plain object, which strips', z.object({})],
    ['catchall', z.object({}).catchall(z.string())],
    ['record with keys of an enum', z.record(z.enum(['a']), z.string())],
    ['record with bounded keys', z.record(z.string().min(1), z.string())],
    ['template literal', z.templateLiteral(['a', z.string()])],
    ['literal undefined', z.literal(undefined)],
    ['literal bigint', z.literal(1n)],
    ['a key of Object.prototype', z.strictObject({ constructor: z.string() })],
    ['a key with a symbol', z.strictObject({ [Symbol('s')]: z.string() })],
    ['exclusive union', z.xor([z.string(), z.number()])],
  ])('refuses %s, wherever it stands', (_name, schema) => {
    const nested = z.strictObject({ inner: z.array(z.union([z.null(), schema as z.ZodType])) });

    expect(() => shapeOf(schema)).toThrow(TypeError);
    expect(() => shapeOf(nested)).toThrow(/inner/);
  });

  it('names what it refuses and where', () => {
    const schema = z.strictObject({ list: z.array(z.string().email()) });

    expect(() => shapeOf(schema)).toThrow(
      'A schema uses the check string_format at ".list.element", which no shape can say',
    );
  });
});
