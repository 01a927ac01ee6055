import { countOf } from '../../core/index.ts';
import { modelRowOf } from '../facts/model-table.ts';
import { placeAt } from '../shape/shape-path.ts';
import { borrowed } from './borrowed.ts';
import { doubtful } from './doubtful.ts';
import type { ModelInputRule } from './rule.ts';

/**
 * Makes the rule that no number of tokens at these paths is above the model's ceiling, where one is known: an error only above what was
 * measured to be refused of this very model.
 */
export function atMostCeiling(...paths: readonly (readonly string[])[]): ModelInputRule {
  return (modelInput, { foundationModel }) => {
    const found = foundationModel === undefined ? undefined : modelRowOf(foundationModel);
    const ceiling = found?.row.outputTokens;
    if (found === undefined || ceiling === undefined) return [];
    const { most, refusedAbove = Number.POSITIVE_INFINITY } = ceiling;
    const atMost = (bound: number) => `at most ${countOf(bound, 'token')} for ${foundationModel}`;
    return paths.flatMap((path) => {
      const { value } = placeAt(modelInput, path);
      if (typeof value !== 'number' || value <= most) return [];
      const received = String(value);
      if (value > refusedAbove && found.tokensFrom === undefined) {
        return [
          { code: 'MODEL_INPUT_VALUE' as const, path, expected: atMost(refusedAbove), received },
        ];
      }
      const doubt = borrowed(ceiling.doubt, found.tokensFrom);
      return [doubtful(path, { expected: atMost(most), received, doubt })];
    });
  };
}
