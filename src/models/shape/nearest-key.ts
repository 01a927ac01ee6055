import { editDistance } from '../../core/index.ts';

/** Keys longer than this are not compared: no known key comes near. */
const LONGEST = 64;

/** Answers that are remembered: a mistake stands in one record as in the next. */
const MOST_REMEMBERED = 1000;

const remembered = new Map<string, string | undefined>();

/**
 * The known key that a wrong one was most likely meant to be: the same but for case, `_` and `-`, or a few letters off.
 *
 * Undefined where none is near. Time: length of the key times length of each known one.
 */
export function nearestKey(key: string, known: readonly string[]): string | undefined {
  if (key.length > LONGEST) return undefined;
  const question = `${key}\n${known.join('\n')}`;
  if (remembered.has(question)) return remembered.get(question);
  if (remembered.size === MOST_REMEMBERED) remembered.clear();
  const nearest = findNearest(key, known);
  remembered.set(question, nearest);
  return nearest;
}

function findNearest(key: string, known: readonly string[]): string | undefined {
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
