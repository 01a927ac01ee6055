import { isObject } from '../../core/index.ts';

/** The objects in the array that a key holds, with their index; none where there is no array. */
export function* objectsIn(
  holder: Readonly<Record<string, unknown>>,
  key: string,
): Generator<readonly [number, Readonly<Record<string, unknown>>]> {
  const list = holder[key];
  if (!Array.isArray(list)) return;
  for (const [index, value] of list.entries()) if (isObject(value)) yield [index, value];
}
