import type { z } from 'zod';
import loadZod from './load-zod.cjs';

/** A schema of zod that is made when it is first asked for; the same at each call. */
export type LateSchema<T> = () => z.ZodType<T>;

/**
 * Puts off making a schema, or what schemas share, until it is first asked for: zod is loaded then, and not by whoever imports the file.
 *
 * @param make Makes it, of zod and of other late schemas.
 * @returns Gives it; the same at each call, so that what two schemas share is one.
 */
export function lateSchema<S>(make: (zod: typeof z) => S): () => S {
  let made: { readonly schema: S } | undefined;
  return () => {
    made ??= { schema: make(loadZod().z) };
    return made.schema;
  };
}
