import type { Shape } from '../shape/shape.ts';
import { shapeOf } from '../shape/shape-of.ts';
import type { ModelFamily } from './model-family.ts';

const shapes = new WeakMap<ModelFamily, Shape>();

/**
 * Gives the shape of a family's schema; it is made once.
 *
 * @param family Family of {@link families}.
 * @returns The same shape at each call.
 */
export function shapeOfFamily(family: ModelFamily): Shape {
  let shape = shapes.get(family);
  if (shape === undefined) {
    shape = shapeOf(family.schema());
    shapes.set(family, shape);
  }
  return shape;
}
