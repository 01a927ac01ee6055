/**
 * A schema of any library that follows Standard Schema: zod from 3.24 on, valibot, arktype and others.
 *
 * Source: https://standardschema.dev, version 1; only what is used of it stands here.
 *
 * @example A schema of zod is one
 * ```ts
 * import type { StandardSchema } from 'bedrock-batch';
 * import { z } from 'zod';
 *
 * const schema: StandardSchema = z.object({ max_tokens: z.int().max(500) });
 * console.assert(schema['~standard'].vendor === 'zod');
 * ```
 */
export interface StandardSchema {
  readonly '~standard': StandardSchemaMembers;
}

/** What a Standard Schema says of itself. */
export interface StandardSchemaMembers {
  readonly version: 1;
  /** Name of the library. */
  readonly vendor: string;
  readonly validate: (value: unknown) => StandardSchemaAnswer | Promise<StandardSchemaAnswer>;
}

/** What a schema says of a value; the output it may have made of it is not looked at. */
export interface StandardSchemaAnswer {
  /** Absent where the value fits. */
  readonly issues?: readonly StandardSchemaFault[] | undefined;
}

/** One thing that a schema has against a value. */
export interface StandardSchemaFault {
  readonly message: string;
  /** Keys and indexes that lead to it, each alone or as `{ key }`. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Tells whether a value follows Standard Schema, version 1. */
export function isStandardSchema(value: unknown): value is StandardSchema {
  const mayHaveMembers = typeof value === 'object' || typeof value === 'function';
  if (!mayHaveMembers || value === null) return false;
  const members = (value as Partial<StandardSchema>)['~standard'];
  return members?.version === 1 && typeof members.validate === 'function';
}
