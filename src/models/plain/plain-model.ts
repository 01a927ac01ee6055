import { rowOf } from '../facts/model-table.ts';
import type { DoubtfulNumber } from '../rules/doubtful.ts';
import { int, number, type PlainTree } from './plain-tree.ts';

/** Says what the model inputs of one model are that are right beyond doubt. */
export type PlainModel = (foundationModel: string | undefined) => PlainTree;

/** A number of tokens that is within the model's ceiling and its context. */
export function tokens(foundationModel: string | undefined): PlainTree {
  const { outputTokens, context } = rowOf(foundationModel) ?? {};
  const { MAX_SAFE_INTEGER: any } = Number;
  return int(1, Math.min(outputTokens?.most ?? any, context?.most ?? any));
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
