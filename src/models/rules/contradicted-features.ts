import { placeAt } from '../shape/shape-path.ts';
import type { ModelInputRule } from './rule.ts';

/**
 * Makes the rule that a feature is used of which AWS's pages say two things.
 *
 * Source: AWS, "Batch inference" in the Bedrock user guide. The newest copy at hand (2026-11) says that tools work with InvokeModel and
 * structured output with both types; copies quoted from July to September 2026 say that batch inference has neither.
 *
 * @param feature Such as `tool calling`.
 * @param path Where the feature is asked for; null, `[]` and what has the type `text` ask for nothing.
 */
export function contradicted(feature: string, path: readonly string[]): ModelInputRule {
  return (modelInput) =>
    isAsked(placeAt(modelInput, path).value)
      ? [{ code: 'MODEL_INPUT_FEATURE_CONTRADICTED', path, feature }]
      : [];
}

function isAsked(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.length > 0;
  return placeAt(value, ['type']).value !== 'text';
}
