import { countOf } from '../../core/index.ts';
import { tokenCeilingOf } from '../facts/token-ceilings.ts';
import { rememberLast } from '../ids/remember-last.ts';
import { placeAt } from '../shape/shape-path.ts';
import { doubtful } from './doubtful.ts';
import type { ModelInputRule } from './rule.ts';

const ceilingOf = rememberLast(tokenCeilingOf);

/** Makes the rule that no number of tokens at these paths is above the model's ceiling, where one is known. */
export function atMostCeiling(...paths: readonly (readonly string[])[]): ModelInputRule {
  return (modelInput, { foundationModel }) => {
    const ceiling = foundationModel === undefined ? undefined : ceilingOf(foundationModel);
    const most = ceiling?.maxTokens;
    if (most === undefined) return [];
    return paths.flatMap((path) => {
      const { value } = placeAt(modelInput, path);
      if (typeof value !== 'number' || value <= most) return [];
      const expected = `at most ${countOf(most, 'token')} for ${foundationModel}`;
      const texts = { expected, received: String(value) };
      return [
        ceiling?.doubt === undefined
          ? { code: 'MODEL_INPUT_VALUE' as const, path, ...texts }
          : doubtful(path, { ...texts, doubt: ceiling.doubt }),
      ];
    });
  };
}
