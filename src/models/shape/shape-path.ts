import { isObject, type PathStep } from '../../core/index.ts';
import type { Shape, ShapeNode } from './shape.ts';

/** A value at a place, with whether it is there at all. */
export interface Place {
  readonly present: boolean;
  readonly value: unknown;
}

/** The value at a path; only own keys count. */
export function placeAt(root: unknown, path: readonly PathStep[]): Place {
  let value = root;
  for (const step of path) {
    const holds = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
    if (!holds) return { present: false, value: undefined };
    value = (value as Readonly<Record<PathStep, unknown>>)[step];
  }
  return { present: true, value };
}

/**
 * The node that describes a path. Where a union stands on the way, the first option that knows the next step goes on.
 *
 * @returns Undefined where the shape says nothing of the path.
 */
export function nodeAt(
  shape: Shape,
  root: { readonly node: ShapeNode; readonly value: unknown },
  path: readonly PathStep[],
): ShapeNode | undefined {
  let node: ShapeNode | undefined = root.node;
  let value = root.value;
  for (const step of path) {
    if (node === undefined) return undefined;
    node = stepInto(shape, { node, value }, step);
    value = placeAt(value, [step]).value;
  }
  return node === undefined ? undefined : withoutNull(shape, node);
}

/** Keys that an object at a node may have; of a union told apart by a key those of the option that the value chose. */
export function keysOf(shape: Shape, node: ShapeNode, value?: unknown): readonly string[] {
  switch (node.kind) {
    case 'object':
      return node.members.map(({ key }) => key);
    case 'nullable':
      return keysOf(shape, childOf(shape, node.node), value);
    case 'union':
      return [
        ...new Set(node.options.flatMap((option) => keysOf(shape, childOf(shape, option), value))),
      ];
    case 'byKey': {
      const option = chosenOption(node, value);
      return option === undefined ? [] : keysOf(shape, childOf(shape, option), value);
    }
    default:
      return [];
  }
}

/** The node of an index. */
export function childOf(shape: Shape, index: number): ShapeNode {
  return shape.nodes[index] ?? { kind: 'any' };
}

/** A node without the null that it may also take. */
export function withoutNull(shape: Shape, node: ShapeNode): ShapeNode {
  return node.kind === 'nullable' ? withoutNull(shape, childOf(shape, node.node)) : node;
}

function stepInto(
  shape: Shape,
  { node, value }: { readonly node: ShapeNode; readonly value: unknown },
  step: PathStep,
): ShapeNode | undefined {
  const into = (index: number | undefined): ShapeNode | undefined =>
    index === undefined ? undefined : childOf(shape, index);
  switch (node.kind) {
    case 'nullable':
      return stepInto(shape, { node: childOf(shape, node.node), value }, step);
    case 'object':
      return into(node.members.find(({ key }) => key === step)?.node);
    case 'array':
      return typeof step === 'number' ? into(node.element) : undefined;
    case 'tuple':
      return typeof step === 'number' ? into(node.items[step] ?? node.rest) : undefined;
    case 'record':
      return typeof step === 'string' ? into(node.value) : undefined;
    case 'byKey': {
      const option = chosenOption(node, value);
      return option === undefined
        ? undefined
        : stepInto(shape, { node: childOf(shape, option), value }, step);
    }
    case 'union':
      return node.options
        .map((option) => stepInto(shape, { node: childOf(shape, option), value }, step))
        .find((found) => found !== undefined);
    default:
      return undefined;
  }
}

function chosenOption(
  node: Extract<ShapeNode, { readonly kind: 'byKey' }>,
  value: unknown,
): number | undefined {
  const tag = isObject(value) && Object.hasOwn(value, node.key) ? value[node.key] : undefined;
  return node.options.find(({ values }) => values.some((candidate) => candidate === tag))?.node;
}
