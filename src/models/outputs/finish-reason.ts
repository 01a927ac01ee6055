import type { FinishReason } from '../../core/index.ts';
import { fieldOf } from './output-fields.ts';

/**
 * What each provider's word means; no two of them use one word for two things.
 *
 * Sources: StopReason of the Converse API; Anthropic, "Stop reasons and fallback"; OpenAI, chat completion object;
 * the model references of Llama and Mistral.
 */
const MEANINGS: ReadonlyMap<string, FinishReason> = new Map<string, FinishReason>([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['stop', 'stop'],
  ['tool_use', 'tool-calls'],
  ['tool_calls', 'tool-calls'],
  ['function_call', 'tool-calls'],
  ['max_tokens', 'length'],
  ['length', 'length'],
  ['model_length', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['content_filter', 'content-filter'],
  ['content_filtered', 'content-filter'],
  ['guardrail_intervened', 'content-filter'],
  ['refusal', 'refusal'],
]);

/**
 * Gives a stop reason the word of the field.
 *
 * @param stopReason Bedrock's own word, such as `end_turn`.
 * @returns `other` for a word that no document names and for what ended without being whole, such as
 *   `malformed_model_output` or `pause_turn`; undefined where there is no word.
 *
 * @example A word of each API
 * ```ts
 * import { finishReasonOf } from 'bedrock-batch';
 *
 * console.assert(finishReasonOf('max_tokens') === 'length');
 * console.assert(finishReasonOf('guardrail_intervened') === 'content-filter');
 * ```
 */
export function finishReasonOf(stopReason: string | undefined): FinishReason | undefined {
  if (stopReason === undefined || stopReason === '') return undefined;
  return MEANINGS.get(stopReason) ?? 'other';
}

/**
 * How an answer of InvokeModel ended: a guardrail that changed it says so beside the answer, whatever the stop reason.
 *
 * Source: user guide, guardrails with InvokeModel, `amazon-bedrock-guardrailAction`.
 */
export function finishReasonIn(
  modelOutput: unknown,
  stopReason: string | undefined,
): FinishReason | undefined {
  const action = fieldOf(modelOutput, 'amazon-bedrock-guardrailAction');
  return action === 'INTERVENED' ? 'content-filter' : finishReasonOf(stopReason);
}
