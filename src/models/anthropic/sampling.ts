import type { ModelInputRule, RuleContext } from '../family.ts';
import { forbidden } from '../rules.ts';
import { placeAt } from '../shape-path.ts';

/** Reported to refuse `temperature` together with `top_p`. Unsure: from memory of the field, not measured. */
const ONE_OF_TWO = ['claude-sonnet-4-5', 'claude-haiku-4-5', 'claude-opus-4-1'];

/** Reported in September 2026 to refuse sampling parameters with status 400. */
const NO_SAMPLING = ['claude-opus-5', 'claude-sonnet-5'];

/** Where a body has the parameters; of some there are two places. */
export interface SamplingPlaces {
  readonly temperature: readonly string[];
  readonly topP: readonly string[];
  readonly others: readonly (readonly string[])[];
}

/** Makes the rule that sampling parameters are set only for the models of Claude that take them. */
export function claudeSampling({ temperature, topP, others }: SamplingPlaces): ModelInputRule {
  return (modelInput, context) => {
    const set = [temperature, topP, ...others].filter((path) => placeAt(modelInput, path).present);
    if (isOneOf(context, NO_SAMPLING)) {
      const reason = `${context.foundationModel} is reported to refuse sampling parameters with status 400`;
      return set.map((path) => forbidden(path, reason));
    }
    const both = set.includes(temperature) && set.includes(topP);
    if (!both || !isOneOf(context, ONE_OF_TWO)) return [];
    const [first, second] = [temperature, topP].map((path) => String(path.at(-1)));
    return [
      {
        code: 'MODEL_INPUT_SAMPLING_CONFLICT',
        path: topP,
        first: first as string,
        second: second as string,
      },
    ];
  };
}

function isOneOf(context: RuleContext, generations: readonly string[]): boolean {
  return generations.some((name) => context.foundationModel?.includes(name) ?? false);
}
