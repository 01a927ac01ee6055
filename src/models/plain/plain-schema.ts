import { z } from 'zod';
import { tokenCeilingOf } from '../token-ceilings.ts';

/** What a plain form depends on. */
export interface PlainContext {
  readonly foundationModel: string | undefined;
  /** Whether the family's rules find nothing in its example with these members set. */
  readonly isQuiet: (more: Readonly<Record<string, unknown>>) => boolean;
}

/** Makes the schema of the model inputs that are right beyond doubt. */
export type PlainSchema = (context: PlainContext) => z.ZodType;

/** A number of tokens that is within the model's ceiling. */
export function tokens({ foundationModel }: PlainContext): z.ZodType<number> {
  const ceiling =
    foundationModel === undefined ? undefined : tokenCeilingOf(foundationModel)?.maxTokens;
  return z
    .int()
    .min(1)
    .max(ceiling ?? Number.MAX_SAFE_INTEGER);
}

/** A number from 0 to 1. */
export const unit: z.ZodType<number> = z.number().min(0).max(1);

/** Keeps the members that the rules are quiet about, each beside all that are kept already. */
export function quietMembers(
  { isQuiet }: PlainContext,
  members: Readonly<Record<string, { readonly schema: z.ZodType; readonly sample: unknown }>>,
): Readonly<Record<string, z.ZodType>> {
  const kept: Record<string, z.ZodType> = {};
  let samples: Readonly<Record<string, unknown>> = {};
  for (const [key, { schema, sample }] of Object.entries(members)) {
    const more = { ...samples, [key]: sample };
    if (!isQuiet(more)) continue;
    samples = more;
    kept[key] = schema.optional();
  }
  return kept;
}
