import type { Shape, ShapeNode } from '../../../src/models/shape/shape.ts';

/** The node of an index; a shape that names one it does not have is broken. */
export function nodeOf(shape: Shape, index: number): ShapeNode {
  const node = shape.nodes.at(index);
  if (node === undefined) throw new Error(`The shape has no node ${index}`);
  return node;
}
