/** What a literal may be. */
type Literal = string | number | boolean | null;

/** What the engine takes at one place: nodes name each other by their index. The shapes of models are of this form. */
export type AcceptedNode =
  | { readonly kind: 'any' }
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean' }
  /** What the text holds may have to begin as one of `begins`: bytes in hexadecimal, `??` for any byte, at most 12 of them. */
  | { readonly kind: 'base64'; readonly begins?: readonly string[] | undefined }
  /** `blank` texts are empty or white space alone; of `blankEnd` ones the last character is white space. */
  | {
      readonly kind: 'string';
      readonly min: number;
      readonly max: number;
      readonly refuses?: 'blank' | 'blankEnd' | undefined;
    }
  | { readonly kind: 'number'; readonly int: boolean; readonly min: number; readonly max: number }
  | { readonly kind: 'literal'; readonly values: readonly Literal[] }
  | {
      readonly kind: 'array';
      readonly element: number;
      /** Of the last element, in place of `element`. */
      readonly last?: number | undefined;
      readonly min: number;
      readonly max: number;
    }
  | {
      readonly kind: 'tuple';
      readonly items: readonly number[];
      readonly required: number;
      readonly rest?: number | undefined;
      /** Of the last of several elements, in place of its item or `rest`; an only one is its item. */
      readonly last?: number | undefined;
    }
  | {
      readonly kind: 'object';
      readonly members: readonly {
        readonly key: string;
        readonly node: number;
        readonly required: boolean;
      }[];
      readonly otherKeys: 'refused' | 'taken';
    }
  | { readonly kind: 'record'; readonly value: number }
  | { readonly kind: 'union'; readonly options: readonly number[] }
  | {
      readonly kind: 'byKey';
      readonly key: string;
      readonly options: readonly { readonly values: readonly Literal[]; readonly node: number }[];
    }
  | { readonly kind: 'nullable'; readonly node: number }
  /** A value of which more is said than of others: what is said of a record depends on its marks, of this kind and `uri`, alone. */
  | { readonly kind: 'marked'; readonly node: number }
  /** The URI of an object in S3. Its folder is a mark, its name any one of the characters that every pattern of URIs takes. */
  | { readonly kind: 'uri' }
  /** A name of 1 to `max` of `[A-Za-z0-9_-]` that no other name of the record is; with `refuses` without underscores. */
  | { readonly kind: 'name'; readonly max: number; readonly refuses?: '_' | undefined }
  /** A recordId as people write it: 1 to 64 of `[A-Za-z0-9_.:-]`. */
  | { readonly kind: 'recordId' };

/** What the engine takes; the first node is the root. */
export interface AcceptedShape {
  readonly nodes: readonly AcceptedNode[];
}

/**
 * Makes the shape of a record from that of its model input: exactly the keys `recordId` and `modelInput`.
 *
 * @param modelInput Absent where any object will do.
 */
export function recordShape(modelInput: AcceptedShape | undefined): AcceptedShape {
  const nodes: readonly AcceptedNode[] = modelInput?.nodes ?? [
    { kind: 'object', members: [], otherKeys: 'taken' },
  ];
  const shifted = nodes.map((node) => shift(node, 2));
  const members = [
    { key: 'recordId', node: 1, required: true },
    { key: 'modelInput', node: 2, required: true },
  ];
  return {
    nodes: [{ kind: 'object', members, otherKeys: 'refused' }, { kind: 'recordId' }, ...shifted],
  };
}

/** Moves the indexes a node names. */
function shift(node: AcceptedNode, by: number): AcceptedNode {
  switch (node.kind) {
    case 'array':
      return { ...node, element: node.element + by, last: shifted(node.last, by) };
    case 'tuple':
      return {
        ...node,
        items: node.items.map((item) => item + by),
        rest: shifted(node.rest, by),
        last: shifted(node.last, by),
      };
    case 'object':
      return {
        ...node,
        members: node.members.map((member) => ({ ...member, node: member.node + by })),
      };
    case 'record':
      return { ...node, value: node.value + by };
    case 'marked':
      return { ...node, node: node.node + by };
    case 'union':
      return { ...node, options: node.options.map((option) => option + by) };
    case 'byKey':
      return {
        ...node,
        options: node.options.map((option) => ({ ...option, node: option.node + by })),
      };
    case 'nullable':
      return { ...node, node: node.node + by };
    default:
      return node;
  }
}

function shifted(index: number | undefined, by: number): number | undefined {
  return index === undefined ? undefined : index + by;
}
