import { type LateSchema, lateSchema } from '../../core/index.ts';

/** An object whose members are passed on unchecked. */
export type FreeObject = Readonly<Record<string, unknown>>;

/** Schema of {@link FreeObject}. */
export const freeObject: LateSchema<FreeObject> = lateSchema((z) => z.looseObject({}));
