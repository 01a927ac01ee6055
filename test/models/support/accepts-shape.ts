import type { NodeOf, Shape, ShapeNode } from '../../../src/models/shape/shape.ts';
import { nodeOf } from './node-of.ts';

/** Says whether a value fits the node of an index. */
type Takes = (value: unknown, index: number) => boolean;

type Acceptors = {
  readonly [Kind in ShapeNode['kind']]: (
    value: unknown,
    node: NodeOf<Kind>,
    takes: Takes,
  ) => boolean;
};

/** The plainest acceptor a shape can have: what it says is what the docstring of `ShapeNode` says. */
export function acceptsShape(shape: Shape, value: unknown, index = 0): boolean {
  const node = nodeOf(shape, index);
  const accepts = acceptors[node.kind] as (
    value: unknown,
    node: ShapeNode,
    takes: Takes,
  ) => boolean;
  return accepts(value, node, (child, at) => acceptsShape(shape, child, at));
}

const acceptors: Acceptors = {
  any: () => true,
  null: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  string: (value, node) => typeof value === 'string' && isWithin([...value].length, node),
  base64: (value) => typeof value === 'string' && BASE64.test(value),
  number: (value, node) => typeof value === 'number' && isNumber(value, node),
  literal: (value, { values }) => values.some((literal) => literal === value),
  nullable: (value, { node }, takes) => value === null || takes(value, node),
  union: (value, { options }, takes) => options.some((option) => takes(value, option)),
  array: (value, node, takes) =>
    Array.isArray(value) &&
    isWithin(value.length, node) &&
    value.every((element) => takes(element, node.element)),
  tuple: (value, node, takes) =>
    Array.isArray(value) && value.length >= node.required && isTuple(value, node, takes),
  record: (value, node, takes) =>
    isObject(value) &&
    Object.entries(value).every(([key, child]) => key === '__proto__' || takes(child, node.value)),
  marked: (value, { node }, takes) => takes(value, node),
  uri: (value) => typeof value === 'string' && URI.test(value),
  name: (value, { max, refuses = '/' }) =>
    typeof value === 'string' &&
    NAME.test(value) &&
    value.length <= max &&
    !value.includes(refuses),
  byKey: (value, node, takes) => isObject(value) && isChosen(value, node, takes),
  object: (value, node, takes) => isObject(value) && isObjectOf(value, node, takes),
};

const URI = /^s3:\/\/[^/].*\/[-!_*'().A-Za-z0-9]+$/;
const NAME = /^[A-Za-z0-9_-]+$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWithin(
  length: number,
  { min, max }: { readonly min: number; readonly max: number },
): boolean {
  return length >= min && length <= max;
}

function isNumber(value: number, { int, min, max }: NodeOf<'number'>): boolean {
  if (!Number.isFinite(value) || (int && !Number.isSafeInteger(value))) return false;
  return value >= min && value <= max;
}

function isTuple(value: readonly unknown[], node: NodeOf<'tuple'>, takes: Takes): boolean {
  return value.every((element, at) => {
    const item = node.items[at] ?? node.rest;
    return item !== undefined && takes(element, item);
  });
}

function isChosen(value: JsonObject, node: NodeOf<'byKey'>, takes: Takes): boolean {
  if (!Object.hasOwn(value, node.key)) return false;
  const tag = value[node.key];
  const option = node.options.find(({ values }) => values.some((literal) => literal === tag));
  return option !== undefined && takes(value, option.node);
}

function isObjectOf(value: JsonObject, node: NodeOf<'object'>, takes: Takes): boolean {
  const known = new Set(node.members.map(({ key }) => key));
  if (node.otherKeys === 'refused' && Object.keys(value).some((key) => !known.has(key))) {
    return false;
  }
  return node.members.every((member) =>
    Object.hasOwn(value, member.key) ? takes(value[member.key], member.node) : !member.required,
  );
}
