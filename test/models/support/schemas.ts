import { z } from 'zod';
import { families } from '../../../src/models/index.ts';

type Tree = { readonly value: string; readonly children?: readonly Tree[] | undefined };

const tree: z.ZodType<Tree> = z.strictObject({
  value: z.string(),
  children: z.array(z.lazy(() => tree)).optional(),
});

/** Every schema of the package that an acceptor is made from, and one of the closed list as a whole. */
export const allSchemas: Readonly<Record<string, z.ZodType>> = {
  ...Object.fromEntries(families.map((family) => [family.name, family.schema()])),
  tree,
  closedList: z.strictObject({
    text: z.string().min(1).max(5),
    data: z.base64(),
    ratio: z.number().min(-1).max(1),
    count: z.int().min(0).max(10),
    whole: z.number().int(),
    flag: z.boolean(),
    nothing: z.null(),
    one: z.literal('one'),
    several: z.literal(['a', 1, true, null]),
    choice: z.enum(['x', 'y']).optional(),
    list: z.array(z.int()).min(1).max(3),
    tuple: z.tuple([z.string(), z.int().optional()]),
    open: z.tuple([z.string()], z.boolean()),
    record: z.record(z.string(), z.int()),
    any: z.unknown(),
    either: z.union([z.string(), z.array(z.string()), z.looseObject({ kind: z.literal('k') })]),
    tagged: z.discriminatedUnion('type', [
      z.strictObject({ type: z.enum(['a', 'b']), a: z.int() }),
      z.looseObject({ type: z.literal(1), text: z.string().nullable() }),
    ]),
  }),
};
