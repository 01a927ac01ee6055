import type { AcceptedNode } from '../../engine/index.ts';

/**
 * One node of a shape: what a JSON value at one place may be. Other nodes are named by their index in {@link Shape.nodes}.
 *
 * | kind | takes |
 * |---|---|
 * | `any` | every value |
 * | `null`, `boolean` | these |
 * | `string` | strings of `min` to `max` code points; with `refuses` none that is blank, or none that ends in white space |
 * | `base64` | strings of base64 text, the empty one too; with `begins` what begins as one of these |
 * | `number` | finite numbers from `min` to `max`; with `int` only whole ones within ±(2^53 - 1) |
 * | `literal` | the listed values |
 * | `array` | arrays of `min` to `max` elements; the last one may have its own node, `last` |
 * | `tuple` | arrays whose first elements have their own nodes, `required` of them at least; more only with `rest`; the last of several may have its own, `last` |
 * | `object` | objects; other keys than the members' are refused or taken by `otherKeys` |
 * | `record` | objects with any keys and one node for all values; the key `__proto__` is passed over, whatever it holds |
 * | `union` | what at least one option takes |
 * | `byKey` | objects; the value of `key` chooses the one option that has to take them |
 * | `nullable` | null, and what `node` takes |
 * | `marked` | what `node` takes |
 * | `uri` | URIs of objects in S3 with a usual name |
 * | `name` | names of 1 to `max` letters, digits, hyphens and underscores, each another one; with `refuses` without underscores |
 */
export type ShapeNode = Exclude<AcceptedNode, { readonly kind: 'recordId' }>;

/** A node of one kind. */
export type NodeOf<Kind extends ShapeNode['kind']> = Extract<ShapeNode, { readonly kind: Kind }>;

/** A value that a literal may be. */
export type LiteralValue = NodeOf<'literal'>['values'][number];

/** A key of an object that a shape knows. */
export type ShapeMember = NodeOf<'object'>['members'][number];

/** An option of a union that one key tells apart, with the values of the key that choose it. */
export type ShapeOption = NodeOf<'byKey'>['options'][number];

/**
 * A schema as plain data: what an acceptor is made from.
 *
 * Plain forms alone have `refuses`, `begins`, `last`, `marked`, `uri` and `name`; no schema does.
 *
 * A table and not a tree, so that a schema used at several places stands once and a recursive one ends. Bounds that a
 * schema leaves out are 0 and Infinity, of numbers -Infinity and Infinity.
 */
export interface Shape {
  /** The first one is the root. */
  readonly nodes: readonly ShapeNode[];
}
