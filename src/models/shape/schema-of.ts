import type { z } from 'zod';

/**
 * The members an object schema needs to describe exactly `T`: none missing, none more, each of the right type.
 *
 * Written as `z.strictObject({ … } satisfies SchemaOf<T>)`.
 */
export type SchemaOf<T> = { readonly [K in keyof T]-?: z.ZodType<T[K]> };
