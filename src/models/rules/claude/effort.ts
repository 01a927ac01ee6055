import { describeValue, quote } from '../../../core/index.ts';
import { takesOf } from '../../facts/claude/takes.ts';
import { placeAt } from '../../shape/shape-path.ts';
import type { ModelInputRule } from '../rule.ts';
import type { ClaudePlaces } from './places.ts';
import { refused } from './refused.ts';

const EFFORT_BETA = 'effort-2025-11-24';

/** Makes the rule that an effort is asked for only of models that take one, with the beta where it was one. */
export function claudeEffort({ effort, betas }: ClaudePlaces): ModelInputRule {
  return (modelInput, { foundationModel }) => {
    const fact = takesOf(foundationModel)?.effort;
    if (fact === undefined || fact.is === 'taken') return [];
    return effort
      .filter((path) => placeAt(modelInput, path).present)
      .flatMap((path) => {
        if (fact.is === 'refused') {
          const received = describeValue(placeAt(modelInput, path).value);
          return [refused(path, fact, { expected: 'no effort', received })];
        }
        const { value } = placeAt(modelInput, betas);
        if (Array.isArray(value) && value.includes(EFFORT_BETA)) return [];
        const expected = `${quote(EFFORT_BETA)} in "anthropic_beta" beside it`;
        return [refused(path, fact, { expected, received: 'set without the beta' })];
      });
  };
}
