import { isObject } from '../../core/index.ts';

/** Deeper than any schema looks. */
const DEEPEST = 16;

/**
 * Gives a value whose arrays are cut to `longest` elements; the same value where none is longer.
 *
 * What a schema of the closed list finds in the cut value it would find in the whole one too, as long as its arrays need
 * no more than `longest` elements. It bounds how much a record of a million wrong elements costs to explain.
 */
export function cutArrays(value: unknown, longest: number, depth: number = 0): unknown {
  if (depth > DEEPEST) return value;
  const cut = (child: unknown): unknown => cutArrays(child, longest, depth + 1);
  if (Array.isArray(value)) {
    const kept = value.length > longest ? value.slice(0, longest) : value;
    const children = kept.map(cut);
    const same = kept === value && children.every((child, index) => child === value[index]);
    return same ? value : children;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, cut(child)] as const);
  return entries.every(([key, child]) => child === value[key])
    ? value
    : Object.fromEntries(entries);
}
