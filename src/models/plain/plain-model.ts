import { tokenCeilingOf } from '../facts/token-ceilings.ts';
import type { DoubtfulNumber } from '../rules/doubtful.ts';
import type { ModelInputRule } from '../rules/rule.ts';
import { int, number, type PlainMembers, type PlainTree } from './plain-tree.ts';

/** Says what the model inputs of one model are that are right beyond doubt. */
export type PlainModel = (foundationModel: string | undefined) => PlainTree;

/** A number of tokens that is within the model's ceiling. */
export function tokens(foundationModel: string | undefined): PlainTree {
  const ceiling =
    foundationModel === undefined ? undefined : tokenCeilingOf(foundationModel)?.maxTokens;
  return int(1, ceiling ?? Number.MAX_SAFE_INTEGER);
}

/** A number that no rule doubts. */
export function undoubted({
  int: isWhole = false,
  min,
  max = Number.MAX_SAFE_INTEGER,
}: DoubtfulNumber): PlainTree {
  return isWhole ? int(min, max) : number(min, max);
}

/** A number from 0 to 1. */
export const unit: PlainTree = number(0, 1);

/** What rules are asked with: a body they have nothing against, and the model. */
export interface QuietBody {
  readonly rules: readonly ModelInputRule[];
  readonly body: Readonly<Record<string, unknown>>;
  readonly foundationModel: string | undefined;
}

/** Whether the rules find nothing in the body with more members set. */
export function isQuiet(
  { rules, body, foundationModel }: QuietBody,
  more: Readonly<Record<string, unknown>>,
): boolean {
  return rules.every((rule) => rule({ ...body, ...more }, { foundationModel }).length === 0);
}

/** Keeps the members that the rules are quiet about, each beside all that are kept already. */
export function quietMembers(
  quiet: QuietBody,
  members: Readonly<Record<string, { readonly value: PlainTree; readonly sample: unknown }>>,
): PlainMembers {
  const kept: Record<string, PlainTree> = {};
  let samples: Readonly<Record<string, unknown>> = {};
  for (const [key, { value, sample }] of Object.entries(members)) {
    const more = { ...samples, [key]: sample };
    if (!isQuiet(quiet, more)) continue;
    samples = more;
    kept[key] = value;
  }
  return kept;
}
