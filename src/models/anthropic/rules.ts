import { atMostCeiling } from '../at-most-ceiling.ts';
import { doubtNoMessages, doubtNumbers } from '../doubtful.ts';
import type { ModelInputRule, RuleContext, RuleFinding } from '../family.ts';
import { forbidden, forbidKeys, JOB_NAMES_MODEL, NEVER_STREAMED, objectsIn } from '../rules.ts';
import { claudeImages } from './image-rule.ts';

/** Reported to refuse `temperature` together with `top_p`. Unsure: from memory of the field, not measured. */
const ONE_OF_TWO = ['claude-sonnet-4-5', 'claude-haiku-4-5', 'claude-opus-4-1'];

/** Reported in September 2026 to refuse sampling parameters with status 400. */
const NO_SAMPLING = ['claude-opus-5', 'claude-sonnet-5'];

const SAMPLING = ['temperature', 'top_p', 'top_k'];

const sampling: ModelInputRule = (modelInput, context) => {
  const set = SAMPLING.filter((key) => Object.hasOwn(modelInput, key));
  if (isOneOf(context, NO_SAMPLING)) {
    const reason = `${context.foundationModel} is reported to refuse sampling parameters with status 400`;
    return set.map((key) => forbidden([key], reason));
  }
  const [first, second] = set;
  if (first !== 'temperature' || second !== 'top_p' || !isOneOf(context, ONE_OF_TWO)) return [];
  return [{ code: 'MODEL_INPUT_SAMPLING_CONFLICT', path: [second], first, second }];
};

function isOneOf(context: RuleContext, generations: readonly string[]): boolean {
  return generations.some((name) => context.foundationModel?.includes(name) ?? false);
}

/** Tools in OpenAI's form are the mistake reported most; the schema takes them for tools that Anthropic defines. */
const toolsOfOthers: ModelInputRule = (modelInput) =>
  [...objectsIn(modelInput, 'tools')]
    .filter(([, tool]) => tool['type'] === 'function')
    .map(
      ([index]): RuleFinding => ({
        code: 'MODEL_INPUT_VALUE',
        path: ['tools', index],
        expected: 'a tool with "name", "description" and "input_schema"',
        received: 'a tool of type "function"',
      }),
    );

/** What the schema of Claude messages cannot say. */
export const claudeRules: readonly ModelInputRule[] = [
  forbidKeys({ model: JOB_NAMES_MODEL, modelId: JOB_NAMES_MODEL, stream: NEVER_STREAMED }),
  sampling,
  toolsOfOthers,
  claudeImages,
  doubtNoMessages,
  doubtNumbers(
    { path: ['temperature'], min: 0, max: 1 },
    { path: ['top_p'], min: 0, max: 1 },
    { path: ['top_k'], int: true, min: 0, max: 500 },
  ),
  atMostCeiling(['max_tokens']),
];
