import { families } from '../families/families.ts';
import { shapeOfFamily } from '../families/family-shape.ts';
import type { ModelFamily } from '../families/model-family.ts';
import { childOf, keysOf } from '../shape/shape-path.ts';

/** Keys that say nothing of the family. */
const NEUTRAL = new Set(['model', 'modelId', 'stream']);

/** Keys of each family's model inputs, found when they are first asked for. */
const keysByFamily = new WeakMap<ModelFamily, ReadonlySet<string>>();

/** More keys than any model input has. */
const MOST_KEYS = 100;

/** The family a model input looks like, and the key that gives it away. */
export interface Likeness {
  readonly family: ModelFamily;
  readonly key: string;
}

type ModelInput = Readonly<Record<string, unknown>>;

/**
 * Finds the family that a model input was made for, if that is another one.
 *
 * That is so where another family knows more of its keys, and either one of them is that family's alone or all of the body
 * is to that family's liking. A body with a mark of its own family is never taken for another's.
 */
export function otherFamily(family: ModelFamily, modelInput: ModelInput): Likeness | undefined {
  if (family.marks.some((mark) => Object.hasOwn(modelInput, mark))) return undefined;
  const keys = Object.keys(modelInput)
    .slice(0, MOST_KEYS)
    .filter((key) => !NEUTRAL.has(key));
  const own = knownOf(family, keys);
  if (own.length === keys.length) return undefined;
  const candidates = families
    .filter((other) => other !== family)
    .map((other) => ({ other, known: knownOf(other, keys) }))
    .filter(({ known }) => known.length > own.length)
    .sort((a, b) => b.known.length - a.known.length);
  for (const { other, known } of candidates) {
    const mark = other.marks.find((candidate) => keys.includes(candidate));
    const key = mark ?? known.find((candidate) => !own.includes(candidate));
    const isLike = mark !== undefined || other.schema().validate(modelInput);
    if (key !== undefined && isLike) return { family: other, key };
  }
  return undefined;
}

function knownOf(family: ModelFamily, keys: readonly string[]): readonly string[] {
  let known = keysByFamily.get(family);
  if (known === undefined) {
    const shape = shapeOfFamily(family);
    known = new Set(keysOf(shape, childOf(shape, 0)));
    keysByFamily.set(family, known);
  }
  const own = known;
  return keys.filter((key) => own.has(key));
}
