import type { PathStep } from '../../src/core/index.ts';

/** A value inside of another one, and the steps that lead to it. */
export interface PathInto {
  readonly path: readonly PathStep[];
  readonly value: unknown;
}

const MOST_PATHS = 12;
const DEEPEST = 30;

/** Paths that are tried where there is no value to walk. */
const BLIND: readonly PathInto[] = [
  { path: [], value: undefined },
  { path: ['recordId'], value: undefined },
  { path: ['modelInput', 'messages', 0, 'content', 0, 'text'], value: undefined },
  { path: ['__proto__'], value: undefined },
  { path: [3, 'a', 0], value: undefined },
];

/** Some paths into a value, the first at each depth; blind ones where there is none. */
export function pathsIn(value: unknown): readonly PathInto[] {
  if (value === undefined) return BLIND;
  const found: PathInto[] = [{ path: [], value }];
  for (const into of found) {
    if (found.length >= MOST_PATHS) break;
    found.push(...childrenOf(into).slice(0, MOST_PATHS - found.length));
  }
  return found;
}

function childrenOf({ path, value }: PathInto): readonly PathInto[] {
  if (typeof value !== 'object' || value === null || path.length >= DEEPEST) return [];
  return Object.entries(value)
    .slice(-3)
    .map(([key, child]) => ({
      path: [...path, Array.isArray(value) ? Number(key) : key],
      value: child,
    }));
}
