import { quote } from '../../../core/index.ts';
import { FIELDS } from '../../rules/claude/places.ts';
import { doubtful } from '../../rules/doubtful.ts';
import type { ModelInputRule } from '../../rules/rule.ts';
import { placeAt } from '../../shape/shape-path.ts';
import { isBeforeNova2 } from './rules.ts';

const TOP_K = ['top_k', 'topK'];

/** What Nova takes among the parameters of single models: `topK` in an `inferenceConfig` of its own, reasoning from Nova 2 on. */
export const novaFields: ModelInputRule = (modelInput, { foundationModel }) => {
  if (!foundationModel?.startsWith('amazon.nova-')) return [];
  const misplaced = TOP_K.filter((key) => placeAt(modelInput, [FIELDS, key]).present).map((key) =>
    doubtful([FIELDS, key], {
      expected: `{"inferenceConfig": {"topK": …}} in place of ${quote(key)}`,
      received: 'set',
      doubt: 'what Nova makes of the key is not documented',
    }),
  );
  const reasoning = [FIELDS, 'reasoningConfig'];
  if (!isBeforeNova2(foundationModel) || !placeAt(modelInput, reasoning).present) return misplaced;
  const doubt = 'what models before Nova 2 make of it is not documented';
  const texts = { expected: 'no "reasoningConfig"', received: 'set', doubt };
  return [...misplaced, doubtful(reasoning, texts)];
};
