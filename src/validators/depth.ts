/**
 * Counts how deep a parsed JSON value is nested; a scalar is 0 deep.
 *
 * Goes no deeper than one level below `limit`, so it never runs out of stack.
 */
export function depthOf(value: unknown, limit: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (limit < 0) return 1;
  let deepest = 0;
  for (const member of Object.values(value)) {
    const depth = depthOf(member, limit - 1);
    if (depth > deepest) deepest = depth;
  }
  return deepest + 1;
}
