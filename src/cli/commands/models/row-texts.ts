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

/** What is taken of documents. */
export function documentsText(support: NonNullable<ModelRow['documents']>): string {
  const { larger, fromS3, cited, noneBy } = support;
  if (noneBy !== undefined) return `none: ${noneBy}`;
  const parts = [
    larger.length === 0 ? '' : `larger than 4.5 MB as ${larger.join(' and ')}`,
    fromS3 === undefined ? '' : `${fromS3 ? 'also' : 'not'} from S3`,
    cited.length === 0 ? 'none cited' : `cited as ${cited.join(' and ')}`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}
