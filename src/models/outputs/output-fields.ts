import { isObject } from '../../core/index.ts';

/** The text a key holds, where the value is an object and the key holds text. */
export function textAt(value: unknown, key: string): string | undefined {
  const found = fieldOf(value, key);
  return typeof found === 'string' ? found : undefined;
}

/** The count a key holds, where the value is an object and the key holds a whole number from 0. */
export function countAt(value: unknown, key: string): number | undefined {
  const found = fieldOf(value, key);
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 ? found : undefined;
}

/** The array a key holds; an empty one where there is none. */
export function listAt(value: unknown, key: string): readonly unknown[] {
  const found = fieldOf(value, key);
  return Array.isArray(found) ? found : [];
}

/** The value of an object's own key. */
export function fieldOf(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Joins texts; undefined where there is none. */
export function joinTexts(texts: readonly (string | undefined)[]): string | undefined {
  let joined: string | undefined;
  for (const text of texts) {
    if (text !== undefined) joined = joined === undefined ? text : joined + text;
  }
  return joined;
}

/** Tells whether a value is an embedding: numbers, at least one, and nothing else. */
export function isVector(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(Number.isFinite);
}

/**
 * The error in an output that counts as a success.
 *
 * Reported forms: `errorCode` and `errorMessage`, `error` as text or object, `__type` and `message`, `message` of Titan's
 * embeddings.
 */
export function errorIn(output: unknown): string | undefined {
  const error = fieldOf(output, 'error');
  return (
    textAt(output, 'errorMessage') ??
    textAt(error, 'message') ??
    (typeof error === 'string' ? error : undefined) ??
    textAt(output, 'message')
  );
}
