import { isObject } from '../../../core/index.ts';

/** An object of a body. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The object below a key; undefined where there is none. */
export function objectAt(holder: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = holder?.[key];
  return isObject(value) ? value : undefined;
}

/** The list of objects below a key, each at its place: what is no object is an empty one. */
export function objectsAt(holder: JsonObject, key: string): readonly JsonObject[] {
  const value = holder[key];
  if (!Array.isArray(value)) return [];
  return value.map((item: unknown) => (isObject(item) ? item : {}));
}
