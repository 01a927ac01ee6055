import type { Shape, ShapeNode } from '../../../src/models/shape/shape.ts';
import { nodeOf } from '../../models/support/node-of.ts';
import { base64BeginningWith, isRefused, withLast } from '../../models/support/plain-limits.ts';
import type { Draw } from './json-texts.ts';

const PLAIN = ['a', 'B', '7', ' ', 'é', '日', '😀', '-'];
/** In short texts there are no escapes: the engine counts characters only where there are none. */
const LETTERS = [...PLAIN, '"', '\\', '/', '\n'];
const SHORT = 50;
const BASE64 = ['', 'QQ==', 'QUI=', 'QUJD', 'iVBORw0KGgo='];
const MOST_ELEMENTS = 3;
/** Arrays below it are as short as they may be, so that recursive shapes end. */
const DEEP = 8;

interface Place {
  readonly shape: Shape;
  readonly draw: Draw;
  readonly depth: number;
}

/** Makes a value that a shape takes, such as people write: short texts, round numbers, few of the keys that may be left out. */
export function tameValue(shape: Shape, draw: Draw): unknown {
  return valueAt(0, { shape, draw, depth: 0 });
}

function valueAt(index: number, place: Place): unknown {
  const node = nodeOf(place.shape, index);
  const { draw } = place;
  const inner = { ...place, depth: place.depth + 1 };
  switch (node.kind) {
    case 'marked':
      return valueAt(node.node, inner);
    case 'nullable':
      return draw(4) === 0 ? null : valueAt(node.node, inner);
    case 'union':
      return valueAt(pick(node.options, draw), inner);
    case 'byKey':
      return valueAt(pick(node.options, draw).node, inner);
    case 'array':
      return withLast(
        Array.from({ length: lengthOf(node, place) }, () => node.element),
        node.last,
      ).map((index) => valueAt(index, inner));
    case 'tuple':
      return withLast(node.items, node.items.length > 1 ? node.last : undefined).map((index) =>
        valueAt(index, inner),
      );
    case 'record':
      return Object.fromEntries(
        ['k', 'key two'].slice(0, draw(3)).map((key) => [key, valueAt(node.value, inner)]),
      );
    case 'object':
      return objectAt(node, inner);
    default:
      return leaf(node, draw);
  }
}

function objectAt(
  { members, otherKeys }: Extract<ShapeNode, { readonly kind: 'object' }>,
  place: Place,
): unknown {
  const kept = members.filter(({ required }) => required || place.draw(4) === 0);
  const value = Object.fromEntries(kept.map(({ key, node }) => [key, valueAt(node, place)]));
  return otherKeys === 'taken' && place.draw(4) === 0
    ? { ...value, another: free(place.draw) }
    : value;
}

function leaf(node: ShapeNode, draw: Draw): unknown {
  switch (node.kind) {
    case 'null':
      return null;
    case 'boolean':
      return draw(2) === 0;
    case 'base64':
      return node.begins === undefined
        ? pick(BASE64, draw)
        : base64BeginningWith(pick(node.begins, draw), draw);
    case 'literal':
      return pick(node.values, draw);
    case 'number':
      return number(node, draw);
    case 'uri':
      return `${pick(['s3://b-1/in/', 's3://b-1/', 's3://B_/a=b//'], draw)}${draw(1000)}.png`;
    case 'name':
      return `a${node.refuses === undefined ? '_' : '-'}${draw(10_000)}`;
    case 'string': {
      const length = Math.min(node.max, Math.max(node.min, draw(40)));
      const letters = node.max < SHORT || node.min > 1 ? PLAIN : LETTERS;
      const text = Array.from({ length }, () => pick(letters, draw)).join('');
      return isRefused(node, text) ? `${text.slice(0, -1)}x` : text;
    }
    default:
      return free(draw);
  }
}

function number(
  { int, min, max }: Extract<ShapeNode, { readonly kind: 'number' }>,
  draw: Draw,
): number {
  const least = Math.max(min, -1000);
  const span = Math.max(0, Math.min(max, 1000) - least);
  const value = least + (span * draw(101)) / 100;
  return int ? Math.floor(value) : Math.max(least, Math.round(value * 100) / 100);
}

function free(draw: Draw): unknown {
  return pick<unknown>([{}, { type: 'object', n: { x: [1, 'y'] } }, 'text', 3, null], draw);
}

function lengthOf(
  { min, max }: { readonly min: number; readonly max: number },
  { draw, depth }: Place,
): number {
  return depth > DEEP ? min : Math.min(max, Math.max(min, draw(MOST_ELEMENTS + 1)));
}

function pick<Value>(values: readonly Value[], draw: Draw): Value {
  const picked = values[draw(values.length)];
  if (picked === undefined) throw new Error('There is nothing to pick from');
  return picked;
}
