import fc from 'fast-check';
import type { NodeOf, Shape, ShapeMember, ShapeNode } from '../../../src/models/shape/shape.ts';
import { nodeOf } from './node-of.ts';
import { base64BeginningWith, isRefused, withLast } from './plain-limits.ts';

const MOST_ELEMENTS = 3;

/** JSON values with the keys and numbers that parsers stumble over. */
export const hostileJson: fc.Arbitrary<unknown> = fc
  .oneof(
    fc.json({ maxDepth: 3 }),
    fc.constantFrom(
      '{"__proto__":1}',
      '{"constructor":{"prototype":null}}',
      '{"toString":"x","hasOwnProperty":1}',
      '1e999',
      '-0',
      '1e-7',
      '9007199254740993',
      '"\\ud800"',
      '"\\ud83d\\ude00"',
      '[[[[]]]]',
      '""',
    ),
  )
  .map((text) => JSON.parse(text) as unknown);

/** JSON values that a shape takes; the arrays of a recursive one are empty deep down, so that it ends. */
export function valueOf(shape: Shape, index = 0): fc.Arbitrary<unknown> {
  return arbitraryOf(shape, index, 0);
}

function arbitraryOf(shape: Shape, index: number, depth: number): fc.Arbitrary<unknown> {
  const node = nodeOf(shape, index);
  const child = (at: number): fc.Arbitrary<unknown> => arbitraryOf(shape, at, depth + 1);
  switch (node.kind) {
    case 'marked':
      return child(node.node);
    case 'nullable':
      return fc.oneof(fc.constant(null), child(node.node));
    case 'union':
      return fc.oneof(...node.options.map(child));
    case 'byKey':
      return fc.oneof(...node.options.map((option) => child(option.node)));
    case 'array': {
      if (depth > 8 && node.min === 0) return fc.constant([]);
      const maxLength = Math.max(node.min, Math.min(node.max, MOST_ELEMENTS));
      return node.last === undefined
        ? fc.array(child(node.element), { minLength: node.min, maxLength })
        : fc
            .integer({ min: node.min, max: maxLength })
            .map((length) => Array.from({ length }, () => node.element))
            .chain((elements) => fc.tuple(...withLast(elements, node.last).map(child)));
    }
    case 'tuple':
      return tupleOf(node, child);
    case 'record':
      return fc.dictionary(fc.string(), child(node.value), { maxKeys: 3 });
    case 'object':
      return objectOf(node, child);
    default:
      return leafOf(node);
  }
}

function leafOf(node: ShapeNode): fc.Arbitrary<unknown> {
  switch (node.kind) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return stringOf(node);
    case 'base64':
      return base64Of(node);
    case 'number':
      return numberOf(node);
    case 'literal':
      return fc.constantFrom(...node.values);
    case 'uri':
      return fc
        .tuple(fc.constantFrom('s3://b-1/in/', 's3://b-1/in/a=b/', 's3://B_/x//'), nameOf(20))
        .map((parts) => parts.join(''));
    case 'name':
      return nameOf(node.max, node.refuses);
    default:
      return hostileJson;
  }
}

function stringOf(node: NodeOf<'string'>): fc.Arbitrary<string> {
  const { min, max } = node;
  return fc
    .string({ unit: 'binary', minLength: min, maxLength: Math.min(max, 8) })
    .filter((text) => !isRefused(node, text));
}

function nameOf(max: number, refuses = '/'): fc.Arbitrary<string> {
  const letters = [...'abcXYZ019-_'].filter((letter) => letter !== refuses);
  const unit = fc.constantFrom(...letters);
  return fc.string({ unit, minLength: 1, maxLength: Math.min(max, 12) });
}

function base64Of({ begins }: NodeOf<'base64'>): fc.Arbitrary<string> {
  if (begins === undefined) return fc.base64String({ maxLength: 12 });
  return fc
    .tuple(fc.constantFrom(...begins), fc.infiniteStream(fc.nat(255)))
    .map(([begin, bytes]) => base64BeginningWith(begin, (below) => bytes.next().value % below));
}

function tupleOf(
  { items, rest, last }: NodeOf<'tuple'>,
  child: (at: number) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  return fc.nat(rest === undefined ? 0 : 2).chain((more) => {
    const nodes = [...items, ...Array.from({ length: more }, () => rest ?? 0)];
    return fc.tuple(...withLast(nodes, nodes.length > 1 ? last : undefined).map(child));
  });
}

function numberOf(node: Extract<ShapeNode, { readonly kind: 'number' }>): fc.Arbitrary<number> {
  const min = Math.max(node.min, -1e6);
  const max = Math.min(node.max, 1e6);
  return node.int
    ? fc.integer({ min: Math.ceil(min), max: Math.floor(max) })
    : fc.double({ min, max, noNaN: true });
}

function objectOf(
  node: Extract<ShapeNode, { readonly kind: 'object' }>,
  child: (at: number) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const required = node.members.filter((member) => member.required);
  const model = Object.fromEntries(
    node.members.map((member: ShapeMember) => [member.key, child(member.node)]),
  );
  const known = fc.record(model, { requiredKeys: required.map(({ key }) => key) });
  if (node.otherKeys === 'refused') return known;
  const others = fc.dictionary(fc.constantFrom('extra', 'x y', 'ünïcode'), hostileJson, {
    maxKeys: 1,
  });
  return fc.tuple(others, known).map(([more, members]) => ({ ...more, ...members }));
}

/** A value with one place in it changed at random: replaced, removed, or given one key more. */
export function mutantOf(value: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(value, []);
  return fc
    .tuple(fc.constantFrom(...places), fc.constantFrom('replace', 'remove', 'add'), hostileJson)
    .map(([path, how, other]) => change(value, path, { how, other }));
}

type Path = readonly (string | number)[];

function placesIn(value: unknown, path: Path): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, child]) =>
      placesIn(child, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

/** A copy with one place changed; own keys stay own, `__proto__` too. */
export function change(
  value: unknown,
  path: Path,
  { how, other }: { readonly how: string; readonly other: unknown },
): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return how === 'add' ? withMore(value, other) : other;
  const entries = Object.entries(value as object).flatMap(([key, child]) => {
    if (key !== String(step)) return [[key, child]];
    if (rest.length === 0 && how === 'remove') return [];
    return [[key, change(child, rest, { how, other })]];
  });
  return Array.isArray(value) ? entries.map(([, child]) => child) : Object.fromEntries(entries);
}

function withMore(value: unknown, other: unknown): unknown {
  if (Array.isArray(value)) return [...value, other];
  if (typeof value !== 'object' || value === null) return other;
  return Object.fromEntries([...Object.entries(value), ['zzq', other]]);
}
