import type { LiteralValue, Shape, ShapeNode } from '../shape/shape.ts';

type Leaf = Extract<
  ShapeNode,
  { readonly kind: 'any' | 'boolean' | 'base64' | 'string' | 'number' | 'literal' | 'uri' | 'name' }
>;

interface PlainMember {
  readonly key: string;
  readonly value: PlainTree;
  readonly required: boolean;
}

/** A shape as a tree, which reads like the schema that it is narrower than. Written by the functions below. */
export type PlainTree =
  | Leaf
  | {
      readonly kind: 'array';
      readonly element: PlainTree;
      readonly last?: PlainTree | undefined;
      readonly min: number;
      readonly max: number;
    }
  | {
      readonly kind: 'object';
      readonly members: readonly PlainMember[];
      readonly otherKeys: 'refused' | 'taken';
    }
  | {
      readonly kind: 'tuple';
      readonly items: readonly PlainTree[];
      readonly required: number;
      readonly rest?: PlainTree | undefined;
      readonly last?: PlainTree | undefined;
    }
  | { readonly kind: 'union'; readonly options: readonly PlainTree[] }
  | { readonly kind: 'marked'; readonly value: PlainTree };

/** Members of an object by key. */
export type PlainMembers = Readonly<Record<string, PlainTree>>;

interface Lengths {
  readonly min?: number;
  readonly max?: number;
}

interface TextLimits extends Lengths {
  /** Also refused: texts of white space alone, or those that end in it. */
  readonly refuses?: 'blank' | 'blankEnd';
}

interface ListLimits extends Lengths {
  /** The last element, in place of the others' tree. */
  readonly last?: PlainTree;
}

/** Any value without a key twice. */
export const any: PlainTree = { kind: 'any' };

export const boolean: PlainTree = { kind: 'boolean' };

export function text({
  min = 0,
  max = Number.POSITIVE_INFINITY,
  refuses,
}: TextLimits = {}): PlainTree {
  return { kind: 'string', min, max, refuses };
}

/** A text with something in it that is no white space. */
export const words: PlainTree = text({ min: 1, refuses: 'blank' });

/** The URI of an object in S3; records have the same marks only if their URIs have the same folder. */
export const s3Uri: PlainTree = { kind: 'uri' };

/** A name that no other of the record has, of 1 to `max` letters, digits, hyphens and, unless they are refused, underscores. */
export function ownName(max: number, refuses?: '_'): PlainTree {
  return { kind: 'name', max, refuses };
}

/** A value of which more is said than of plain ones, or on whose being there it depends what is said of another. */
export function marked(value: PlainTree): PlainTree {
  return { kind: 'marked', value };
}

/** Base64 text that holds what begins as one of these: bytes in hexadecimal, `??` for any byte, at most 12 of them. */
export function base64Beginning(...begins: readonly string[]): PlainTree {
  return { kind: 'base64', begins };
}

export function number(min: number, max: number): PlainTree {
  return { kind: 'number', int: false, min, max };
}

export function int(min: number, max: number): PlainTree {
  return { kind: 'number', int: true, min, max };
}

export function oneOf(...values: readonly LiteralValue[]): PlainTree {
  return { kind: 'literal', values };
}

export function list(
  element: PlainTree,
  { min = 0, max = Number.POSITIVE_INFINITY, last }: ListLimits = {},
): PlainTree {
  return { kind: 'array', element, last, min, max };
}

/** The elements of a list whose ends are of other kinds than what stands between them. */
interface Elements {
  /** It has to be there. */
  readonly first: PlainTree;
  readonly others: PlainTree;
  /** The last one of several; one of the others where it is left out. */
  readonly last?: PlainTree | undefined;
}

/** A list whose first element is of one kind, and there, and all others of another; the last one may be of a third. */
export function listWithFirst({ first, others, last }: Elements): PlainTree {
  return { kind: 'tuple', items: [first], required: 1, rest: others, last };
}

/** Such a list of 1 to `most` elements. */
export function shortListWithFirst({ first, others, last }: Elements, most: number): PlainTree {
  const items = [first, ...Array.from({ length: most - 1 }, () => others)];
  return { kind: 'tuple', items, required: 1, last };
}

/** A list of 1 to `most` elements of two kinds in turn. */
export function alternatingList(first: PlainTree, second: PlainTree, most: number): PlainTree {
  const items = Array.from({ length: most }, (_, index) => (index % 2 === 0 ? first : second));
  return { kind: 'tuple', items, required: 1 };
}

/** An object with these members and no others. */
export function object(required: PlainMembers, optional: PlainMembers = {}): PlainTree {
  const members = [...membersOf(required, true), ...membersOf(optional, false)];
  return { kind: 'object', members, otherKeys: 'refused' };
}

/** An object of whatever members. */
export const anyObject: PlainTree = { kind: 'object', members: [], otherKeys: 'taken' };

export function either(...options: readonly PlainTree[]): PlainTree {
  return { kind: 'union', options };
}

function membersOf(members: PlainMembers, required: boolean): readonly PlainMember[] {
  return Object.entries(members).map(([key, value]) => ({ key, value, required }));
}

/** Writes a tree as a table; what stands at several places in the tree stands once in it. */
export function shapeOfTree(root: PlainTree): Shape {
  const nodes: ShapeNode[] = [];
  const places = new Map<PlainTree, number>();
  const place = (tree: PlainTree): number => {
    const known = places.get(tree);
    if (known !== undefined) return known;
    const index = nodes.push({ kind: 'any' }) - 1;
    places.set(tree, index);
    nodes[index] = nodeOf(tree, place);
    return index;
  };
  place(root);
  return { nodes };
}

function nodeOf(tree: PlainTree, place: (tree: PlainTree) => number): ShapeNode {
  const placeIfAny = (inner: PlainTree | undefined) =>
    inner === undefined ? undefined : place(inner);
  switch (tree.kind) {
    case 'array':
      return { ...tree, element: place(tree.element), last: placeIfAny(tree.last) };
    case 'object': {
      const members = tree.members.map(({ key, value, required }) => ({
        key,
        node: place(value),
        required,
      }));
      return { ...tree, members };
    }
    case 'tuple': {
      const { rest, last } = tree;
      return {
        ...tree,
        items: tree.items.map(place),
        rest: placeIfAny(rest),
        last: placeIfAny(last),
      };
    }
    case 'marked':
      return { kind: 'marked', node: place(tree.value) };
    case 'union':
      return { ...tree, options: tree.options.map(place) };
    default:
      return tree;
  }
}
