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
export interface StandardSchema<Output = unknown> {
  readonly '~standard': StandardSchemaMembers<Output>;
}

/** What a Standard Schema says of itself. */
export interface StandardSchemaMembers<Output = unknown> {
  readonly version: 1;
  /** Name of the library. */
  readonly vendor: string;
  readonly validate: (
    value: unknown,
  ) => StandardSchemaAnswer<Output> | Promise<StandardSchemaAnswer<Output>>;
}

/** What a schema says of a value. */
export interface StandardSchemaAnswer<Output = unknown> {
  /** What it makes of a value that fits; only answers of models are taken so, elsewhere a schema only judges. */
  readonly value?: Output;
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
