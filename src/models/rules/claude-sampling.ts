import { quote } from '../../core/index.ts';
import { placeAt } from '../shape/shape-path.ts';
import { forbidden } from './forbidden-keys.ts';
import type { ModelInputRule, RuleContext, RuleFinding } from './rule.ts';

/** Reported to refuse `temperature` together with `top_p` (bedrock-access-gateway #208 and #238, bedrock-chat #979). */
const ONE_OF_TWO = [
  'claude-opus-4-1',
  'claude-sonnet-4-5',
  'claude-haiku-4-5',
  'claude-opus-4-5',
  'claude-sonnet-4-6',
  'claude-opus-4-6',
];

/**
 * Refuse sampling parameters with status 400, unless they ask for what is done without them.
 *
 * Sources: AWS's model card of Opus 4.7, the docstring of `@anthropic-ai/sdk` 0.137.0 (2026-10-20), cline #10572.
 */
const NO_SAMPLING = [
  'claude-opus-4-7',
  'claude-opus-4-8',
  'claude-opus-5',
  'claude-sonnet-5',
  'claude-fable-5',
];

/** What they take all the same, by the names of the parameter. */
const TAKEN: Readonly<Record<string, { readonly text: string; readonly least: number }>> = {
  temperature: { text: 'other than 1', least: 1 },
  top_p: { text: 'below 0.99', least: 0.99 },
  topP: { text: 'below 0.99', least: 0.99 },
};

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
      return set.flatMap((path) => refusedAt(path, { modelInput, context }));
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

interface Sampled {
  readonly modelInput: Readonly<Record<string, unknown>>;
  readonly context: RuleContext;
}

function refusedAt(
  path: readonly string[],
  { modelInput, context }: Sampled,
): readonly RuleFinding[] {
  const name = String(path.at(-1));
  const { text = 'of any value', least = Number.POSITIVE_INFINITY } = TAKEN[name] ?? {};
  const { value } = placeAt(modelInput, path);
  if (typeof value === 'number' && value >= least && value <= 1) return [];
  const reason = `${context.foundationModel} is reported to refuse ${quote(name)} ${text} with status 400`;
  return [forbidden(path, reason)];
}
