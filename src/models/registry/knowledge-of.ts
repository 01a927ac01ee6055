import { longestPrefix } from '../ids/longest-prefix.ts';
import { rememberLast } from '../ids/remember-last.ts';
import { type KnownModel, knownModels } from './known-models.ts';

/**
 * Looks a foundation model up in {@link knownModels}.
 *
 * @param foundationModel Bare id, without profile prefix.
 * @returns The row with the longest prefix that fits; undefined where none does.
 */
export function knowledgeOf(foundationModel: string): KnownModel | undefined {
  return rowOf(foundationModel);
}

const rowOf = rememberLast((foundationModel) => longestPrefix(knownModels, foundationModel));
