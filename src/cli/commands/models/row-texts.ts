import { type Day, formatCount } from '../../../core/index.ts';
import type { ModelRow } from '../../../models/index.ts';

/** The id of a row's model, or how the ids of its models begin. */
export function rangeOf({ id, whole }: Pick<ModelRow, 'id' | 'whole'>): string {
  return whole ? id : `${id}…`;
}

/** The last day of a model, as seen from a day. */
export function endText({ lastDay, exact }: NonNullable<ModelRow['lifecycle']>, asOf: Day): string {
  return `${asOf > lastDay ? 'ended' : 'ends'} ${exact ? '' : 'by '}${lastDay}`;
}

/** The most tokens of an answer. */
export function tokensText({ most, refusedAbove }: NonNullable<ModelRow['outputTokens']>): string {
  const refused = refusedAbove === undefined ? '' : `, refused above ${formatCount(refusedAbove)}`;
  return `${formatCount(most)}${refused}`;
}
