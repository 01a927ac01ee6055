import { z } from 'zod';

/** An object whose members are passed on unchecked. */
export type FreeObject = Readonly<Record<string, unknown>>;

/** Schema of {@link FreeObject}. */
export const freeObject: z.ZodType<FreeObject> = z.looseObject({});
