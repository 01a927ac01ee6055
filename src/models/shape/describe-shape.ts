import { countOf, formatCount } from '../../core/index.ts';
import type { LiteralValue, NodeOf, Shape, ShapeNode } from './shape.ts';

/** Most values or keys that a description lists. */
const MOST_LISTED = 10;

/** Says what a place takes: `an integer >= 1`, `one of "user", "assistant"`, `a string or an array`. */
export function describeNode(shape: Shape, node: ShapeNode): string {
  switch (node.kind) {
    case 'any':
      return 'a value';
    case 'null':
      return 'null';
    case 'boolean':
      return 'true or false';
    case 'base64':
      return 'base64 text';
    case 'string':
      return describeString(node);
    case 'number':
      return describeNumber(node);
    case 'literal':
      return describeValues(node.values);
    case 'array':
      return `an array${describeLength(node, 'element')}`;
    case 'tuple':
      return `an array of ${countOf(node.items.length, 'element')}${node.rest === undefined ? '' : ' or more'}`;
    case 'nullable':
      return `${describeChild(shape, node.node)} or null`;
    case 'union':
      return describeUnion(shape, node);
    default:
      return 'an object';
  }
}

/** Lists values: `"a"` for one, `one of "a", "b"` for more. */
export function describeValues(values: readonly LiteralValue[]): string {
  const listed = values.slice(0, MOST_LISTED).map((value) => JSON.stringify(value));
  if (values.length > MOST_LISTED) listed.push('…');
  return listed.length === 1 ? (listed[0] as string) : `one of ${listed.join(', ')}`;
}

/** The keys of a union whose options are objects told apart by their only key; undefined for any other node. */
export function tagsOf(shape: Shape, node: ShapeNode): readonly string[] | undefined {
  if (node.kind !== 'union') return undefined;
  const tags = node.options.map((option) => tagOf(shape.nodes[option]));
  return tags.every((tag) => tag !== undefined) ? tags : undefined;
}

function tagOf(node: ShapeNode | undefined): string | undefined {
  if (node?.kind !== 'object' || node.otherKeys === 'taken' || node.members.length !== 1) {
    return undefined;
  }
  return node.members[0]?.key;
}

function describeChild(shape: Shape, node: number): string {
  const child = shape.nodes[node];
  return child === undefined ? 'a value' : describeNode(shape, child);
}

function describeUnion(shape: Shape, node: NodeOf<'union'>): string {
  const tags = tagsOf(shape, node);
  if (tags !== undefined) return `an object with ${describeKeys(tags)}`;
  return [...new Set(node.options.map((option) => describeChild(shape, option)))].join(' or ');
}

function describeKeys(keys: readonly string[]): string {
  const text = describeValues(keys);
  return keys.length === 1 ? `the key ${text}` : text.replace('one of', 'one of the keys');
}

function describeString({ min, max }: NodeOf<'string'>): string {
  if (min === 1 && max === Number.POSITIVE_INFINITY) return 'a string that is not empty';
  return `a string${describeLength({ min, max }, 'character')}`;
}

function describeLength(
  { min, max }: { readonly min: number; readonly max: number },
  noun: string,
): string {
  const bounded = max !== Number.POSITIVE_INFINITY;
  if (min > 0 && bounded) return ` of ${formatCount(min)} to ${countOf(max, noun)}`;
  if (min > 0) return ` of at least ${countOf(min, noun)}`;
  return bounded ? ` of at most ${countOf(max, noun)}` : '';
}

function describeNumber({ int, min, max }: NodeOf<'number'>): string {
  const noun = int ? 'an integer' : 'a number';
  const low = Number.isFinite(min);
  const high = Number.isFinite(max);
  if (low && high) return `${noun} from ${min} to ${max}`;
  if (low) return `${noun} >= ${min}`;
  return high ? `${noun} <= ${max}` : noun;
}
