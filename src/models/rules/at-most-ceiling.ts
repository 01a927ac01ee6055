import { countOf } from '../../core/index.ts';
import { type FoundRow, modelRowOf } from '../facts/model-table.ts';
import { placeAt } from '../shape/shape-path.ts';
import { borrowed } from './borrowed.ts';
import { doubtful } from './doubtful.ts';
import type { ModelInputRule, RuleFinding } from './rule.ts';

/**
 * Makes the rule that no number of tokens at these paths is above the model's ceiling, where one is known: an error only above what was
 * measured to be refused of this very model, and above what its card has for the request and its answer together.
 */
export function atMostCeiling(...paths: readonly (readonly string[])[]): ModelInputRule {
  return (modelInput, { foundationModel }) => {
    const found = foundationModel === undefined ? undefined : modelRowOf(foundationModel);
    if (foundationModel === undefined || found === undefined) return [];
    return paths.flatMap((path) => {
      const { value } = placeAt(modelInput, path);
      if (typeof value !== 'number') return [];
      return findingsOf(value, { path, foundationModel, found });
    });
  };
}

interface Asked {
  readonly path: readonly string[];
  readonly foundationModel: string;
  readonly found: FoundRow;
}

function findingsOf(tokens: number, { path, foundationModel, found }: Asked): RuleFinding[] {
  const received = String(tokens);
  const atMost = (bound: number) => `at most ${countOf(bound, 'token')} for ${foundationModel}`;
  const refusedAbove = leastRefused(found);
  if (tokens > refusedAbove) {
    return [{ code: 'MODEL_INPUT_VALUE', path, expected: atMost(refusedAbove), received }];
  }
  const { outputTokens, context } = found.row;
  if (outputTokens !== undefined && tokens > outputTokens.most) {
    const doubt = borrowed(outputTokens.doubt, found.tokensFrom);
    return [doubtful(path, { expected: atMost(outputTokens.most), received, doubt })];
  }
  if (context === undefined || tokens <= context.most) return [];
  const doubt = borrowed(`that is its context by ${context.source}`, found.borrowedFrom);
  return [doubtful(path, { expected: atMost(context.most), received, doubt })];
}

/** What is known of another model refuses nothing. */
function leastRefused({ row, borrowedFrom, tokensFrom }: FoundRow): number {
  const { outputTokens, context } = row;
  const measured = tokensFrom === undefined ? outputTokens?.refusedAbove : undefined;
  const isOfCard = borrowedFrom === undefined && context?.word === 'card';
  const ofCard = isOfCard ? context.most : undefined;
  return Math.min(measured ?? Number.POSITIVE_INFINITY, ofCard ?? Number.POSITIVE_INFINITY);
}
