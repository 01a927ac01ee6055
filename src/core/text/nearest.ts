const LONGEST_COMPARED = 64;

/** Counts the fewest letters to insert, delete or replace to make one text of the other. */
export function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, place) => place);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + Number(from[row - 1] !== to[column - 1]);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}

/**
 * Finds the name that was probably meant: the one that differs least, in at most about a third of its letters.
 *
 * Upper and lower case do not count, nor do names longer than 64 UTF-16 units.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > LONGEST_COMPARED) return undefined;
  let nearest: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    if (candidate.length > LONGEST_COMPARED) continue;
    const apart = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (apart >= least || apart > Math.max(1, Math.floor((candidate.length + 1) / 3))) continue;
    nearest = candidate;
    least = apart;
  }
  return nearest;
}
