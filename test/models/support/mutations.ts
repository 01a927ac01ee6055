import type { PathStep } from '../../../src/core/index.ts';
import type { Shape, ShapeNode } from '../../../src/models/shape/shape.ts';
import { acceptsShape } from './accepts-shape.ts';
import { nodeOf } from './node-of.ts';
import { change } from './shape-arbitrary.ts';

/** One change of a valid value whose outcome is known. */
export interface Mutation {
  readonly path: readonly PathStep[];
  readonly how: 'replace' | 'remove' | 'add';
  /** Codes of which one has to be found at the path. */
  readonly codes: readonly string[];
}

/** A value in a valid one, with its node. */
interface Spot {
  readonly shape: Shape;
  readonly index: number;
  readonly value: unknown;
  readonly path: readonly PathStep[];
}

const UNKNOWN_KEY = 'zzq';
const UNKNOWN = ['MODEL_INPUT_UNKNOWN_KEY', 'MODEL_INPUT_DOUBTFUL'];
const WRONG = ['MODEL_INPUT_TYPE', 'MODEL_INPUT_VALUE'];

/** A valid value with one thing made wrong. */
export function mutate(value: unknown, { path, how }: Mutation): unknown {
  const place = how === 'add' ? path.slice(0, -1) : path;
  return change(value, place, { how, other: true });
}

/** Every place of a valid value where one change makes exactly one thing wrong. */
export function* mutationsOf(spot: Spot): Generator<Mutation> {
  const { shape, index, value, path } = spot;
  if (path.length > 0 && !acceptsShape(shape, true, index)) {
    yield { path, how: 'replace', codes: WRONG };
  }
  const node = nodeOf(shape, index);
  if (node.kind === 'object') yield* inObject(spot, node);
  else if (node.kind === 'array') {
    for (const at of (value as unknown[]).keys()) yield* mutationsOf(into(spot, node.element, at));
  } else {
    const option = optionOf(spot, node);
    if (option !== undefined) yield* mutationsOf({ ...spot, index: option });
  }
}

/** The node that the value chose, where a node has several. */
function optionOf({ shape, value, path }: Spot, node: ShapeNode): number | undefined {
  if (node.kind === 'nullable') return value === null ? undefined : node.node;
  if (node.kind === 'byKey') {
    const tag: unknown = Object(value)[node.key];
    return node.options.find(({ values }) => values.some((literal) => literal === tag))?.node;
  }
  // A broken tool of one's own may pass for a tool that Anthropic defines.
  if (node.kind !== 'union' || path[0] === 'tools') return undefined;
  return node.options.find((option) => acceptsShape(shape, value, option));
}

function* inObject(
  spot: Spot,
  { members, otherKeys }: Extract<ShapeNode, { readonly kind: 'object' }>,
): Generator<Mutation> {
  const { value, path } = spot;
  const isTagged = members.length === 1 && otherKeys === 'refused';
  if (otherKeys === 'refused') {
    yield { path: [...path, UNKNOWN_KEY], how: 'add', codes: UNKNOWN };
  }
  for (const { key, node, required } of members) {
    if (!Object.hasOwn(value as object, key)) continue;
    if (required && !isTagged) {
      yield { path: [...path, key], how: 'remove', codes: ['MODEL_INPUT_REQUIRED'] };
    }
    yield* mutationsOf(into(spot, node, key));
  }
}

function into({ shape, value, path }: Spot, index: number, step: PathStep): Spot {
  return { shape, index, value: Object(value)[step], path: [...path, step] };
}
