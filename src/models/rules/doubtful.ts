import { type PathStep, quote } from '../../core/index.ts';
import { describeNode } from '../shape/describe-shape.ts';
import { placeAt } from '../shape/shape-path.ts';
import type { ModelInputRule, RuleFinding } from './rule.ts';

/** Why most doubtful bounds are in doubt. */
const UNCONFIRMED = "AWS's documents at hand do not confirm it";

/** What is doubted of a value. */
export interface Doubt {
  /** What is believed to be taken. */
  readonly expected: string;
  readonly received: string;
  /** A clause. */
  readonly doubt?: string | undefined;
}

/** A number that is believed to be bounded. */
export interface DoubtfulNumber {
  readonly path: readonly string[];
  readonly int?: boolean | undefined;
  readonly min: number;
  readonly max?: number | undefined;
  /** A clause. */
  readonly doubt?: string | undefined;
}

/** Numbers that are believed to be bounded, by what the family calls them. */
export type DoubtfulNumbers<Name extends string> = Readonly<Record<Name, DoubtfulNumber>>;

/** The finding that a value lies outside of what is believed to be taken. */
export function doubtful(path: readonly PathStep[], doubt: Doubt): RuleFinding {
  return { code: 'MODEL_INPUT_DOUBTFUL', path, ...doubt, doubt: doubt.doubt ?? UNCONFIRMED };
}

/** Makes the rule that numbers lie within bounds that are in doubt; other values are the schema's to judge. */
export function doubtNumbers(table: DoubtfulNumbers<string>): ModelInputRule {
  const bounds = Object.values(table);
  return (modelInput) =>
    bounds.flatMap((bound) => {
      const { value } = placeAt(modelInput, bound.path);
      if (typeof value !== 'number' || isWithin(value, bound)) return [];
      const texts = { expected: describeBound(bound), received: String(value), doubt: bound.doubt };
      return [doubtful(bound.path, texts)];
    });
}

/** Makes the rule that an array is believed to have so many elements. */
export function doubtLength(
  path: readonly string[],
  { min = 0, max = Number.POSITIVE_INFINITY }: { readonly min?: number; readonly max?: number },
): ModelInputRule {
  return (modelInput) => {
    const { value } = placeAt(modelInput, path);
    if (!Array.isArray(value) || (value.length >= min && value.length <= max)) return [];
    const expected = describeNode({ nodes: [] }, { kind: 'array', element: 0, min, max });
    return [doubtful(path, { expected, received: `an array of ${value.length}` })];
  };
}

/** Makes the rule that keys of the top level are believed to have no place, or no meaning; `doubt` is a clause. */
export function doubtKeys(keys: readonly string[], doubt: string): ModelInputRule {
  return (modelInput) =>
    keys
      .filter((key) => Object.hasOwn(modelInput, key))
      .map((key) => doubtful([key], { expected: `no ${quote(key)}`, received: 'set', doubt }));
}

/** A conversation without a message: no model is known to answer it, and no document at hand says that it is refused. */
export const doubtNoMessages: ModelInputRule = doubtLength(['messages'], { min: 1 });

function isWithin(value: number, { int, min, max = Number.POSITIVE_INFINITY }: DoubtfulNumber) {
  return value >= min && value <= max && (int !== true || Number.isSafeInteger(value));
}

/** Says what a bounded number is believed to be. */
export function describeBound({
  int = false,
  min,
  max = Number.POSITIVE_INFINITY,
}: DoubtfulNumber): string {
  return describeNode({ nodes: [] }, { kind: 'number', int, min, max });
}
