import type { PathStep } from '../../core/index.ts';
import type { ModelInputRule, RuleFinding } from './rule.ts';

/** Why `model` and `modelId` have no place in a model input. */
export const JOB_NAMES_MODEL =
  'the job names the model, and the key was reported to make records fail';

/** Why `stream` has no place in a model input. */
export const NEVER_STREAMED = 'batch inference writes whole answers and never streams';

/** Makes the rule that some keys of the top level have no place; `reasons` says why, as a clause. */
export function forbidKeys(reasons: Readonly<Record<string, string>>): ModelInputRule {
  const keys = Object.entries(reasons);
  return (modelInput) =>
    keys
      .filter(([key]) => Object.hasOwn(modelInput, key))
      .map(([key, reason]) => forbidden([key], reason));
}

/** The finding that the key at the end of a path has no place there. */
export function forbidden(path: readonly PathStep[], reason: string): RuleFinding {
  return { code: 'MODEL_INPUT_FORBIDDEN_KEY', path, reason };
}
