import type { Draw } from '../../test/engine/support/json-texts.ts';

export { type Draw, drawFrom } from '../../test/engine/support/json-texts.ts';

/** Draws one of a list. */
export function pick<Value>(list: readonly Value[], draw: Draw): Value {
  const picked = list[draw(list.length)];
  if (picked === undefined) throw new RangeError('There is nothing to pick from');
  return picked;
}

/** Draws two places of something so long, the smaller one first. */
export function span(length: number, draw: Draw): readonly [number, number] {
  const [one, other] = [draw(length + 1), draw(length + 1)];
  return one < other ? [one, other] : [other, one];
}
