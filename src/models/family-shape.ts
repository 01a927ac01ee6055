import type { ModelFamily } from './family.ts';
import type { Shape } from './shape.ts';
import { shapeOf } from './shape-of.ts';

const shapes = new WeakMap<ModelFamily, Shape>();

/** The shape of a family's schema, made once. */
export function shapeOfFamily(family: ModelFamily): Shape {
  let shape = shapes.get(family);
  if (shape === undefined) {
    shape = shapeOf(family.schema);
    shapes.set(family, shape);
  }
  return shape;
}
