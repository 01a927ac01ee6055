/** Keys longer than this are not compared: no known key comes near. */
const LONGEST = 64;

/**
 * The known key that a wrong one was most likely meant to be: the same but for case, `_` and `-`, or a few letters off.
 *
 * Undefined where none is near. Time: length of the key times length of each known one.
 */
export function nearestKey(key: string, known: readonly string[]): string | undefined {
  if (key.length > LONGEST) return undefined;
  const plain = plainForm(key);
  let nearest: string | undefined;
  let least = Math.floor(plain.length / 3) + 1;
  for (const candidate of known) {
    const distance = editDistance(plain, plainForm(candidate));
    if (distance >= least) continue;
    least = distance;
    nearest = candidate;
  }
  return nearest;
}

function plainForm(key: string): string {
  return key.replaceAll(/[_-]/g, '').toLowerCase();
}

/** Fewest letters to insert, remove or replace to make one text the other. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 0; i < from.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j += 1) {
      const replaced = (row[j] ?? 0) + (from[i] === to[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
